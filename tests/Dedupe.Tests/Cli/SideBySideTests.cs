using System.Collections;
using Dedupe.Cli.Views;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Cli;

public sealed class SideBySideTests
{
    // The specification: every chain that ends at a passage goes on from the heaviest before it, the earliest of
    // equal ones.
    [Fact]
    public void TheHeaviestChainIsFound()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var passages = Passages(random, random.Next(1, 60), places: 80);
            Assert.Equal(HeaviestByTrying(passages), HeaviestChain.Of(passages));
        }
    }

    [Fact]
    public void MovedPassagesStandWhereTheyReachIntoAStretch()
    {
        var random = new Random(2);
        for (var round = 0; round < 300; round++)
        {
            var passages = Passages(random, random.Next(1, 40), places: 80);
            HashSet<int> aligned = [.. HeaviestChain.Of(passages)];
            var moved = new MovedPassages(passages, aligned, passage => passage.B);
            for (int from = 0, to = random.Next(9); from < 100; from = to + random.Next(5), to = from + random.Next(9))
            {
                var expected = Enumerable.Range(0, passages.Count)
                    .Where(
                        number => !aligned.Contains(number)
                            && passages[number].B.Start < to
                            && End(passages[number].B) > from)
                    .OrderBy(number => passages[number].B.Start);
                Assert.Equal(expected, moved.Between(from, to));
            }
        }
    }

    [Fact]
    public void PassagesAreLookedAtInProportionToTheirNumber()
    {
        var (one, two, four) = (Looks(2000), Looks(4000), Looks(8000));
        Assert.True(two <= 2.3 * one && four <= 2.3 * two, $"{one}, {two}, {four} looks");

        static long Looks(int count)
        {
            // Every second one stands elsewhere in the other text.
            var passages = new CountingList(
                [.. Enumerable.Range(0,
                    count).Select(
                        i => new Passage(
                            new(10 * i, 9), new(10 * (i % 2 == 0 ? i : count - i), 9), 2, PassageKind.Prose))]);
            HashSet<int> aligned = [.. HeaviestChain.Of(passages)];
            var moved = new MovedPassages(passages, aligned, passage => passage.B);
            for (var i = 0; i < count; i++)
                Assert.InRange(moved.Between(10 * i, 10 * i + 9).Count, 0, 2);
            return passages.Looks;
        }
    }

    private static List<Passage> Passages(Random random, int count, int places) =>
        [.. Enumerable.Range(0, count)
            .Select(
                _ => new Passage(
                    new(random.Next(places), random.Next(1, 12)), new(random.Next(places), random.Next(1, 12)),
                    random.Next(5), PassageKind.Prose))
            .OrderBy(passage => passage.A.Start).ThenBy(passage => passage.B.Start)];

    private static List<int> HeaviestByTrying(List<Passage> passages)
    {
        var weight = new long[passages.Count];
        var before = new int[passages.Count];
        var last = 0;
        for (var i = 0; i < passages.Count; i++)
        {
            before[i] = -1;
            for (var j = 0; j < i; j++)
            {
                if (End(passages[j].A) <= passages[i].A.Start
                    && End(passages[j].B) <= passages[i].B.Start
                    && weight[j] > weight[i])
                    (weight[i], before[i]) = (weight[j], j);
            }

            weight[i] += Math.Max(1, passages[i].Words);
            last = weight[i] > weight[last] ? i : last;
        }

        var chain = new List<int>();
        for (; last >= 0; last = before[last])
            chain.Add(last);
        return chain;
    }

    private static int End(TextRange range) => range.Start + range.Length;

    private sealed class CountingList(Passage[] passages) : IReadOnlyList<Passage>
    {
        public long Looks { get; private set; }

        public int Count => passages.Length;

        public Passage this[int index]
        {
            get
            {
                Looks++;
                return passages[index];
            }
        }

        public IEnumerator<Passage> GetEnumerator() => ((IEnumerable<Passage>)passages).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
