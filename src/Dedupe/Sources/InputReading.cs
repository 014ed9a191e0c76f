using System.Runtime.CompilerServices;

namespace Dedupe.Sources;

/// <summary>Reads opened inputs to batches, one after the other.</summary>
/// <param name="builder">Gets their bytes; it may hold some of the input before.</param>
/// <param name="originOf">Where the texts of a plain file are read again; null: nowhere.</param>
internal sealed class InputReading(BatchBuilder builder, Func<InputFile, TextOrigin?> originOf)
{
    /// <summary>Reads an input to its end: hands over the batches that become full.</summary>
    public async IAsyncEnumerable<FileBatch> ReadAsync(
        OpenInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        builder.Begin(input.File);
        bool first = true;
        while (!builder.IsHopeless)
        {
            if (builder.MakeRoom() is { } full)
                yield return full;
            int read = await input.ReadAsync(builder.Room, cancellationToken);
            if (read == 0 && input.TakeDamage() is { } damage)
            {
                builder.Damage(damage);
                continue;
            }

            if (read == 0)
                break;
            if (first && input.PlainFrom is { } start)
                builder.ReadableAgain(originOf(input.File), start);
            if (first)
                builder.CodePage = input.CodePage;
            first = false;
            builder.Add(read);
        }

        builder.End(input.Fault);
    }
}
