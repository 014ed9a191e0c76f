using System.Numerics;
using Dedupe.Indexing;

namespace Dedupe.Live;

/// <summary>
/// Which articles tell the story of a text that comes, on keys alone, as the story rule of the batch has it: they have
/// 15 % of the smaller one's keys in common, and not all of them the same part. Pages with one block share the block
/// and nothing else. Without this a story that is printed in many cuts would make itself boilerplate before its copies
/// are in one cluster.
/// </summary>
internal static class LiveKin
{
    private const int MostCompared = 16;

    /// <summary>Finds the kin.</summary>
    /// <param name="facts">The text.</param>
    /// <param name="shared">For each article that shares keys, which ones: places among the text's own.</param>
    /// <param name="view">What is seen. The gate is held for reading.</param>
    /// <returns>Their stories: see <see cref="LiveStories.StoryOf"/>.</returns>
    public static HashSet<long> Find(in StoryFacts facts, Dictionary<uint, List<int>> shared, LiveView view)
    {
        var kin = new HashSet<long>();
        var parts = new List<ulong[]>();
        foreach (var (article, keys) in shared)
        {
            var other = view.FactsOf(article);
            if (!StoryRule.ShareEnough(facts.Keys, other.Keys, keys.Count) || StoryRule.IsStockText(facts, other.Story))
                continue;
            // No block is half of both pages.
            if (kin.Add(LiveStories.StoryOf(article, other))
                && parts.Count < MostCompared
                && 2 * keys.Count < Math.Max(facts.Keys, other.Keys))
                parts.Add(Bits(keys));
        }

        if (parts.Count > 1 && Sameness(parts) >= StoryRule.OneBlock)
            kin.Clear();
        return kin;
    }

    private static ulong[] Bits(List<int> keys)
    {
        var bits = new ulong[(keys.Max() >> 6) + 1];
        foreach (var key in keys)
            bits[key >> 6] |= 1UL << key;
        return bits;
    }

    // Of what any two have, how much both have.
    private static double Sameness(List<ulong[]> parts)
    {
        var (both, either) = (0L, 0L);
        for (var a = 0; a < parts.Count; a++)
        {
            for (var b = a + 1; b < parts.Count; b++)
            {
                for (var i = 0; i < Math.Max(parts[a].Length, parts[b].Length); i++)
                {
                    var (x, y) = (At(parts[a], i), At(parts[b], i));
                    both += BitOperations.PopCount(x & y);
                    either += BitOperations.PopCount(x | y);
                }
            }
        }

        return either == 0 ? 1 : (double)both / either;
    }

    private static ulong At(ulong[] bits, int place) => place < bits.Length ? bits[place] : 0;
}
