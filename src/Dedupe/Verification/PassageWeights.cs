using System.Runtime.CompilerServices;
using Dedupe.Indexing;
using Dedupe.Kernels;
using Dedupe.Signing;

namespace Dedupe.Verification;

/// <summary>
/// How much a shared passage counts: 1 when only this story has it, less the more other stories have it too. A passage found in n
/// other stories weighs 1/(1+n^2): furniture, found in dozens, hardly counts. What an outlet repeats after days is its stock text,
/// which another story has by definition. Not thread-safe: one a worker.
/// </summary>
internal sealed class PassageWeights(int window)
{
    /// <summary>
    /// Where outlets are not known, copies of a story that were cut alike cannot be told from texts with one footer; so many more
    /// of them are taken for copies.
    /// </summary>
    private const int Allowance = 2;

    private readonly Winnowing winnowing = new(window);
    private readonly List<ulong> sample = [];
    private readonly List<int> counts = [];
    private int known;

    /// <summary>The stories that keys were found in; null when nothing is known of others than the two texts.</summary>
    public Stories? Stories { get; set; }

    /// <summary>Begins a pair.</summary>
    public void BeginPair(int a, int b)
    {
        if (Stories is not null)
            known = (Stories.AreOne(a, b) ? 1 : 2) - (Stories.IsStockText(a, b) ? 1 : 0) + (Stories.SourcesKnown(a, b) ? 0 : Allowance);
    }

    /// <summary>The weight of a passage, by the median count of its keys.</summary>
    /// <param name="shingles">All shingles of the text.</param>
    /// <param name="start">The first one that starts in the passage.</param>
    /// <param name="count">How many start in it.</param>
    [MethodImpl(Compile.Fully)]
    public double Weigh(ReadOnlySpan<ulong> shingles, int start, int count)
    {
        if (Stories is null)
            return 1;

        // The keys that lie inside the passage with their whole window are keys of every document that has the passage. A passage
        // shorter than a window has none for certain: then whichever of its shingles are keys must do.
        counts.Clear();
        sample.Clear();
        if (count >= window)
        {
            winnowing.Sample(shingles.Slice(start, count), sample);
            foreach (var key in sample)
                counts.Add(Math.Max(1, Stories[key]));
        }
        else
        {
            for (var place = start; place < start + count; place++)
            {
                var found = Stories[shingles[place]];
                if (found > 0 || IsKey(shingles, place))
                    counts.Add(Math.Max(1, found));
            }
        }

        counts.Sort();
        var others = counts.Count == 0 ? 0 : Math.Max(0, counts[counts.Count / 2] - known);
        return 1.0 / (1 + (others * others));
    }

    // A shingle is a key when it is the smallest one of some window.
    private bool IsKey(ReadOnlySpan<ulong> shingles, int place)
    {
        var span = 1;
        for (var before = place - 1; before >= 0 && span < window && shingles[before] >= shingles[place]; before--)
            span++;
        for (var after = place + 1; after < shingles.Length && span < window && shingles[after] >= shingles[place]; after++)
            span++;
        return span >= Math.Min(window, shingles.Length);
    }
}
