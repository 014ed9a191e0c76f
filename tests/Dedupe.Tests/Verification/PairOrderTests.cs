using Dedupe.Indexing;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class PairOrderTests
{
    private const int Reach = 30;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(2_000)]
    public void EachPairComesOnce(int count)
    {
        var pairs = Random(count, documents: 300);
        var order = new PairOrder(300, Reach).Of(pairs);
        Assert.Equal(Enumerable.Range(0, pairs.Length), order.Order());
    }

    [Fact]
    public void TheOrderIsThatOfThePairsAlone()
    {
        var pairs = Random(500, documents: 200);
        Assert.Equal(new PairOrder(200, Reach).Of(pairs), new PairOrder(200, Reach).Of(pairs));
    }

    // Twelve texts with one block make 66 pairs. However the numbers of many such groups are mixed, and though each
    // has a text in common with the next one, hardly a text is asked for twice.
    [Fact]
    public void GroupsThatHangTogetherAreDoneOneAfterTheOther()
    {
        const int Groups = 100;
        const int Members = 12;
        var numbers = Enumerable.Range(0, Groups * (Members - 1) + 1).ToArray();
        new Random(1).Shuffle(numbers);
        var pairs = new List<CandidatePair>();
        for (var group = 0; group < Groups; group++)
        {
            var members = numbers.AsSpan(group * (Members - 1), Members);
            for (var x = 0; x < Members; x++)
            {
                for (var y = 0; y < x; y++)
                    pairs.Add(Pair(members[x], members[y]));
            }
        }

        Assert.True(Misses(pairs, numbers.Length) < numbers.Length + (Groups / 4));
    }

    // A text that is in as many pairs as there are others stays at hand.
    [Fact]
    public void OneTextBesideAllOthersIsAskedForOnce()
    {
        var pairs = Enumerable.Range(0, 1_000).Where(static x => x != 500).Select(static x => Pair(x, 500)).ToList();
        Assert.Equal(1_000, Misses(pairs, 1_000));
    }

    // How often a text is asked for that is not among the last ones.
    private static int Misses(List<CandidatePair> pairs, int documents)
    {
        CandidatePair[] sorted = [.. pairs.OrderBy(static pair => (pair.A, pair.B))];
        var last = new LinkedList<int>();
        var misses = 0;
        foreach (var place in new PairOrder(documents, Reach).Of(sorted))
        {
            foreach (var document in new[] { sorted[place].A, sorted[place].B })
            {
                misses += last.Remove(document) ? 0 : 1;
                last.AddFirst(document);
                if (last.Count > Reach + 2)
                    last.RemoveLast();
            }
        }

        return misses;
    }

    private static CandidatePair[] Random(int count, int documents)
    {
        var random = new Random(count);
        var pairs = new HashSet<CandidatePair>();
        while (pairs.Count < count)
        {
            var (a, b) = (random.Next(documents), random.Next(documents));
            if (a != b)
                pairs.Add(Pair(a, b));
        }

        return [.. pairs.OrderBy(static pair => (pair.A, pair.B))];
    }

    private static CandidatePair Pair(int a, int b) => new(Math.Min(a, b), Math.Max(a, b), 2);
}
