using System.Globalization;
using System.Runtime.CompilerServices;
using Dedupe.Sources;

namespace Dedupe.Formats.Archives;

/// <summary>Files in a file: each member is read as its name says. Nothing is written to a disk.</summary>
internal abstract class ArchiveFormat : SelfReadingFormat
{
    /// <summary>The members, in their order; each is good until the next.</summary>
    /// <exception cref="InputException">The rest of the archive cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    protected abstract IAsyncEnumerable<ArchiveMember> MembersAsync(
        WholeInput input, CancellationToken cancellationToken);

    /// <inheritdoc/>
    internal sealed override async IAsyncEnumerable<DocumentBatch> ReadFileAsync(
        WholeInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var builder = new BatchBuilder(input.Rules);
        var reading = new InputReading(builder, static _ => null);
        var budget = new ArchiveBudget(input.File.Length);
        var passedOver = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await using var members = MembersAsync(input, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (!budget.IsSpent && await TryNextAsync(members, input, builder))
        {
            var member = members.Current;
            string name = member.Name[(member.Name.LastIndexOf('/') + 1)..];
            if (name.StartsWith('.') || input.Rules.Options.Formats.KindOf(name) is not { } kind)
            {
                string other = PassedOverFile.KindOfName(name);
                passedOver[other] = passedOver.GetValueOrDefault(other) + 1;
                continue;
            }

            if (member.IsEncrypted)
            {
                Reject(builder, $"{input.File.Shown}!{member.Name}", "The member is encrypted.");
                continue;
            }

            using var open = input.OpenMember(
                member.Name, kind, () => new ArchiveStream(Open(member), member, budget));
            await open.StartAsync(cancellationToken);
            if (open is { Fault: null, File.Format: SelfReadingFormat inner })
            {
                Reject(
                    builder, open.File.Shown,
                    $"Files of {inner} inside an archive are not read: unpack the archive first.");
                continue;
            }

            await foreach (var full in reading.ReadAsync(open, cancellationToken))
                yield return full;
            if (builder.IsFull && builder.TakeBatch() is { } batch)
                yield return batch;
        }

        if (passedOver.Count > 0)
            Reject(builder, input.File.Shown, PassedOver(passedOver));
        if (builder.TakeBatch() is { } last)
            yield return last;
    }

    private static Stream Open(ArchiveMember member)
    {
        try
        {
            return member.Open();
        }
        catch (InvalidDataException fault)
        {
            throw new InputException(RejectionReason.Corrupt, fault.Message);
        }
    }

    // What was read before a fault of the archive stands.
    private static async ValueTask<bool> TryNextAsync(
        IAsyncEnumerator<ArchiveMember> members, WholeInput input, BatchBuilder builder)
    {
        try
        {
            return await members.MoveNextAsync();
        }
        catch (Exception exception) when (exception is InvalidDataException || OpenInput.FaultOf(exception, input.File)
            is not null)
        {
            var fault = exception is InvalidDataException
                ? new InputException(RejectionReason.Corrupt, exception.Message)
                : OpenInput.FaultOf(exception, input.File)!;
            builder.Reject(new Rejection(new Origin(input.File.Shown, 0), fault.Reason, fault.Message));
            return false;
        }
    }

    private static string PassedOver(SortedDictionary<string, int> kinds) => string.Create(
        CultureInfo.InvariantCulture,
        $"{kinds.Values.Sum()} members are of kinds that are not read: " +
        $"{string.Join(", ", kinds.Take(8).Select(static kind => $"{kind.Value} {kind.Key}"))}.");

    private static void Reject(BatchBuilder builder, string shown, string why) =>
        builder.Reject(new Rejection(new Origin(shown, 0), RejectionReason.Unsupported, why));
}
