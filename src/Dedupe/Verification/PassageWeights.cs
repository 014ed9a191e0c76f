using Dedupe.Indexing;
using Dedupe.Signing;

namespace Dedupe.Verification;

/// <summary>
/// How much a shared passage counts: 1 when only this story has it, less the more other stories have it too. A passage found in n
/// other stories weighs 1/(1+n^2): furniture, found in dozens, hardly counts. What an outlet repeats after days is its stock text,
/// which another story has by definition. Not thread-safe: one a worker.
/// </summary>
internal sealed class PassageWeights(Stories? stories, int window)
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

    /// <summary>Begins a pair.</summary>
    public void BeginPair(int a, int b)
    {
        if (stories is not null)
            known = (stories.AreOne(a, b) ? 1 : 2) - (stories.IsStockText(a, b) ? 1 : 0) + (stories.SourcesKnown(a, b) ? 0 : Allowance);
    }

    /// <summary>The weight of a passage, by the median count of its keys.</summary>
    /// <param name="shingles">The shingles that start in the passage.</param>
    public double Weigh(ReadOnlySpan<ulong> shingles)
    {
        if (stories is null)
            return 1;

        // The keys that lie inside the passage with their whole window are keys of every document that has the passage. A passage
        // shorter than a window has none for certain: then whichever of its shingles are keys must do.
        counts.Clear();
        sample.Clear();
        if (shingles.Length >= window)
        {
            winnowing.Sample(shingles, sample);
            foreach (var key in sample)
                Take(key);
        }

        if (counts.Count == 0)
        {
            foreach (var shingle in shingles)
                Take(shingle);
        }

        counts.Sort();
        var others = counts.Count == 0 ? 0 : Math.Max(0, counts[counts.Count / 2] - known);
        return 1.0 / (1 + (others * others));
    }

    private void Take(ulong key)
    {
        var count = stories![key];
        if (count > 0)
            counts.Add(count);
    }
}
