using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Signing;

namespace Dedupe.Indexing;

/// <summary>
/// The near tier's candidates. Of identical texts only the first one goes to the buckets: however many copies there are, they cost
/// one link each.
/// </summary>
internal sealed class NearTier(SignedCollection documents, DedupeOptions options)
{
    private readonly bool[] isRepeat = new bool[documents.Count];

    /// <summary>For each document: its text is that of an earlier one. Known once <see cref="Identical"/> was called.</summary>
    public bool[] IsRepeat => isRepeat;

    /// <summary>Entries of the index.</summary>
    public long Keys { get; private set; }

    /// <summary>Each repeated text as a pair with the first one of it, sorted by (A, B). Later copies take no further part in the tier.</summary>
    public CandidatePair[] Identical()
    {
        var entries = new ulong[documents.Count];
        for (var document = 0; document < entries.Length; document++)
            entries[document] = ((ulong)documents.At(document).ContentHash << 32) | (uint)document;
        RadixSort.SortHashed(entries, new ulong[entries.Length]);

        var pairs = new List<CandidatePair>();
        var firsts = new List<int>();
        for (var start = 0; start < entries.Length;)
        {
            var end = Buckets.End(entries, start);
            firsts.Clear();
            foreach (var entry in entries.AsSpan(start, end - start))
            {
                var document = (int)(uint)entry;
                var first = firsts.FindIndex(earlier => documents.At(earlier).ContentHash == documents.At(document).ContentHash);
                isRepeat[document] = first >= 0;
                if (first >= 0)
                    pairs.Add(new CandidatePair(firsts[first], document, 1));
                else
                    firsts.Add(document);
            }

            start = end;
        }

        pairs.Sort(static (x, y) => (x.A, x.B).CompareTo((y.A, y.B)));
        return [.. pairs];
    }

    /// <summary>The pairs that agree in a band, sorted by (A, B).</summary>
    public CandidatePair[] Candidates()
    {
        var store = documents.Entries.Near;
        Keys = store.Count;
        using var links = new PairLinks(documents.Count, options.Threads, documents.Memory);
        Workers.Run(
            store.Partitions,
            options.Threads,
            () => (Writer: links.Writer(), Buffer: new SortBuffer()),
            (band, state) =>
            {
                var sorted = state.Buffer.Take(store, band);
                sorted = sorted[..Number(sorted)];
                RadixSort.SortHashed(sorted, state.Buffer.Scratch);
                for (var start = 0; start < sorted.Length;)
                {
                    var end = Buckets.End(sorted, start);
                    if (end - start > 1)
                        links.Link(state.Writer, sorted[start..end], options.Indexing.AllPairsLimit);
                    start = end;
                }
            },
            static state => state.Writer.Flush());
        return links.Count(static () => static (_, _, _) => true);
    }

    // Entries take the documents' final numbers; those of repeats and of rejected documents fall out.
    [MethodImpl(Compile.Fully)]
    private int Number(Span<ulong> entries)
    {
        var count = 0;
        var numbers = documents.Numbers;
        foreach (var entry in entries)
        {
            var document = numbers[(int)(uint)entry];
            if (document >= 0 && !isRepeat[document])
                entries[count++] = (entry >> 32 << 32) | (uint)document;
        }

        return count;
    }
}
