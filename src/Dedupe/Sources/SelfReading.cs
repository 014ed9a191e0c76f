using System.Runtime.CompilerServices;

namespace Dedupe.Sources;

/// <summary>Reads a file of a format that does it by itself; what goes wrong is told, and ends the file.</summary>
internal sealed class SelfReading(SelfReadingFormat format, WholeInput input)
{
    /// <summary>The batches of the file, and word of what is wrong with it as the last one.</summary>
    public async IAsyncEnumerable<DocumentBatch> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var batches = format.ReadFileAsync(input, cancellationToken).GetAsyncEnumerator(cancellationToken);
        InputException? fault = null;
        while (true)
        {
            try
            {
                if (!await batches.MoveNextAsync())
                    break;
            }
            catch (InvalidDataException exception)
            {
                fault = new InputException(RejectionReason.Corrupt, exception.Message);
                break;
            }
            catch (Exception exception)
            {
                fault = OpenInput.FaultOf(exception, input.File);
                if (fault is null)
                    throw;
                break;
            }

            yield return batches.Current;
        }

        if (fault is not null)
            yield return new FileBatch([], [Told(fault)], input.Rules);
    }

    private Segment Told(InputException fault) => new(
        input.File.Shown, null, 0, 0, 0,
        Rejection: new Rejection(new Origin(input.File.Shown, 0), fault.Reason, fault.Message));
}
