using Dedupe.Verification;

namespace Dedupe.Cli.Views;

/// <summary>Passages that follow each other in both texts, the most words of all such chains.</summary>
internal static class HeaviestChain
{
    /// <summary>The numbers of its passages, the last one first. Cost: n log n.</summary>
    /// <param name="passages">All passages, by their starts in the first text.</param>
    public static List<int> Of(IReadOnlyList<Passage> passages)
    {
        // Chains are kept by where they end in the second text; a passage goes on with the heaviest of those that end
        // before it in both.
        var places = passages.Select(passage => EndOf(passage.B)).Distinct().Order().ToArray();
        var best = new Chains(places.Length);
        int[] byEnd = [.. Enumerable.Range(0, passages.Count).OrderBy(number => EndOf(passages[number].A))];
        var weight = new long[passages.Count];
        var before = new int[passages.Count];
        var (ended, last) = (0, -1);
        for (var i = 0; i < passages.Count; i++)
        {
            while (ended < byEnd.Length && EndOf(passages[byEnd[ended]].A) <= passages[i].A.Start)
            {
                var done = byEnd[ended++];
                best.Add(Array.BinarySearch(places, EndOf(passages[done].B)), done, weight[done]);
            }

            var behind = Array.BinarySearch(places, passages[i].B.Start);
            (weight[i], before[i]) = best.Heaviest(behind < 0 ? ~behind : behind + 1);
            weight[i] += Math.Max(1, passages[i].Words);
            if (last < 0 || weight[i] > weight[last])
                last = i;
        }

        var chain = new List<int>();
        for (; last >= 0; last = before[last])
            chain.Add(last);
        return chain;
    }

    private static int EndOf(TextRange range) => range.Start + range.Length;

    // The heaviest chain among the first so many places; of equal ones that of the earliest passage. A tree of sums
    // (Fenwick 1994), with maxima.
    private sealed class Chains(int places)
    {
        private readonly (long Weight, int Passage)[] tree = [.. Enumerable.Repeat((0L, -1), places + 1)];

        public void Add(int place, int passage, long weight)
        {
            for (place++; place < tree.Length; place += place & -place)
                tree[place] = Heavier(tree[place], (weight, passage));
        }

        public (long Weight, int Passage) Heaviest(int count)
        {
            var heaviest = (0L, -1);
            for (; count > 0; count -= count & -count)
                heaviest = Heavier(heaviest, tree[count]);
            return heaviest;
        }

        private static (long Weight, int Passage) Heavier((long Weight, int Passage) a, (long Weight, int Passage) b) =>
            a.Weight != b.Weight ? (a.Weight > b.Weight ? a : b) : (uint)a.Passage <= (uint)b.Passage ? a : b;
    }
}
