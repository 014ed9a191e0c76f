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
    /// <param name="shared">For each article that shares keys, how many.</param>
    /// <param name="found">The articles of each key of the text, one key after the other.</param>
    /// <param name="starts">Where those of each key begin, and where those of the last one end.</param>
    /// <param name="view">What is seen. The gate is held for reading.</param>
    /// <returns>Their stories: see <see cref="LiveStories.StoryOf"/>.</returns>
    public static HashSet<long> Find(
        in StoryFacts facts, Dictionary<uint, int> shared, ReadOnlySpan<uint> found, ReadOnlySpan<int> starts,
        LiveView view)
    {
        var kin = new HashSet<long>();
        var compared = new Dictionary<uint, int>();
        foreach (var (article, keys) in shared)
        {
            var other = view.FactsOf(article);
            if (!StoryRule.ShareEnough(facts.Keys, other.Keys, keys) || StoryRule.IsStockText(facts, other.Story))
                continue;
            // No block is half of both pages.
            if (kin.Add(LiveStories.StoryOf(article, other))
                && compared.Count < MostCompared
                && 2 * keys < Math.Max(facts.Keys, other.Keys))
                compared.Add(article, compared.Count);
        }

        if (compared.Count > 1 && Sameness(PartsOf(compared, found, starts)) >= StoryRule.OneBlock)
            kin.Clear();
        return kin;
    }

    // Which keys each article shares, a bit a key.
    private static ulong[][] PartsOf(
        Dictionary<uint, int> compared, ReadOnlySpan<uint> found, ReadOnlySpan<int> starts)
    {
        var keys = starts.Length - 1;
        var parts = new ulong[compared.Count][];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = new ulong[(keys + 63) >> 6];
        for (var key = 0; key < keys; key++)
        {
            foreach (var article in found[starts[key]..starts[key + 1]])
            {
                if (compared.TryGetValue(article, out var place))
                    parts[place][key >> 6] |= 1UL << key;
            }
        }

        return parts;
    }

    // Of what any two have, how much both have.
    private static double Sameness(ulong[][] parts)
    {
        var (both, either) = (0L, 0L);
        for (var a = 0; a < parts.Length; a++)
        {
            for (var b = a + 1; b < parts.Length; b++)
            {
                for (var i = 0; i < parts[a].Length; i++)
                {
                    both += BitOperations.PopCount(parts[a][i] & parts[b][i]);
                    either += BitOperations.PopCount(parts[a][i] | parts[b][i]);
                }
            }
        }

        return either == 0 ? 1 : (double)both / either;
    }
}
