using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Signing;
using Dedupe.Storage;

namespace Dedupe.Indexing;

/// <summary>
/// The near tier's candidates. Of identical texts only the first one goes to the buckets: however many copies there
/// are, they cost one link each.
/// </summary>
/// <param name="documents">The documents.</param>
/// <param name="identical">What <see cref="IdenticalTexts"/> found.</param>
/// <param name="options">The options of the run.</param>
/// <param name="limits">Counts the buckets that are too large for all of their pairs.</param>
internal sealed class NearTier(
    SignedCollection documents, IdenticalTexts identical, DedupeOptions options, Limits limits) : IDisposable
{
    private readonly PairLinks links = new(documents.Count, options.Threads, documents.Keys.Memory);

    /// <summary>Links the documents that agree in a band.</summary>
    /// <param name="part">Which of the bands.</param>
    public void Group(PartOf part)
    {
        var store = documents.Keys.Near;
        var (first, end) = part.Range(store.Partitions);
        Workers.Run(
            end - first,
            options.Threads,
            () => (Writer: links.Writer(), Buffer: new SortBuffer()),
            (piece, state) =>
            {
                var sorted = state.Buffer.Drain(store, first + piece);
                sorted = sorted[..Number(sorted)];
                RadixSort.SortHashed(sorted, state.Buffer.Scratch);
                for (var start = 0; start < sorted.Length;)
                {
                    var end = Buckets.End(sorted, start);
                    if (end - start > 1)
                    {
                        options.Indexing.Meet(end - start, limits);
                        links.Link(state.Writer, sorted[start..end], options.Indexing);
                    }

                    start = end;
                }
            },
            static state =>
            {
                state.Writer.Flush();
                state.Buffer.Dispose();
            });
    }

    /// <summary>The pairs to compare, sorted by (A, B): those that agree in a band, and the identical ones.</summary>
    /// <param name="part">Which of them, by the first document.</param>
    public CandidatePair[] Candidates(PartOf part)
    {
        var (start, end) = PairLinks.Documents(documents.Count, part);
        return CandidatePair.Merge(
            identical.Pairs(start, end), links.Count(part, static () => static (_, _, _) => true));
    }

    /// <summary>Writes what <see cref="Group"/> found.</summary>
    public void Save(PartWriter part) => links.Save(part);

    /// <summary>Adds what <see cref="Group"/> found and <see cref="Save"/> wrote.</summary>
    public void Attach(PartReader part) => links.Attach(part);

    /// <inheritdoc/>
    public void Dispose() => links.Dispose();

    // Entries take the documents' final numbers; those of repeats and of rejected documents fall out.
    [MethodImpl(Compile.Fully)]
    private int Number(Span<ulong> entries)
    {
        var count = 0;
        var numbers = documents.Keys.Numbers;
        var isRepeat = identical.IsRepeat;
        foreach (var entry in entries)
        {
            var document = numbers[(int)(uint)entry];
            if (document >= 0 && !isRepeat[document])
                entries[count++] = (entry >> 32 << 32) | (uint)document;
        }

        return count;
    }
}
