using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class StarGroupingTests
{
    [Fact]
    public void AChainIsCut()
    {
        // 0-1-2-3-4: the ends have one edge; of 1, 2, 3 the preferred one is first.
        Assert.Equal([1, 1, 1, 3, 3], Group(5, [(0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 4, 1)]));
    }

    [Fact]
    public void ADocumentBesideTwoCentresGoesToTheOneItIsMostLike()
    {
        // Centres 0 (five edges) and 1 (four); 9 stands beside both and is more like 1.
        (int, int, double)[] edges =
            [(0, 2, 1), (0, 3, 1), (0, 4, 1), (0, 5, 1), (0, 9, 0.3), (1, 6, 1), (1, 7, 1), (1, 8, 1), (1, 9, 0.8)];

        Assert.Equal([0, 1, 0, 0, 0, 0, 1, 1, 1, 1], Group(10, edges));
    }

    [Fact]
    public void ADocumentAloneIsItsOwnCentre() => Assert.Equal([0, 1, 1], Group(3, [(1, 2, 1)]));

    [Fact]
    public void StarsOnRandomGraphs()
    {
        var random = new Random(10);
        for (var trial = 0; trial < 300; trial++)
        {
            var count = random.Next(1, 40);
            var edges = Enumerable.Range(0, random.Next(80))
                .Select(_ => (A: random.Next(count), B: random.Next(count)))
                .Where(edge => edge.A < edge.B)
                .Distinct()
                .Select(edge => (edge.A, edge.B, Weight: random.Next(4) / 4.0))
                .ToArray();

            var centres = Group(count, edges);

            for (var document = 0; document < count; document++)
            {
                var centre = centres[document];
                Assert.Equal(centre, centres[centre]);
                Assert.True(
                    centre == document
                        || edges.Any(
                            edge => (edge.A, edge.B) == (Math.Min(centre, document), Math.Max(centre, document))));
            }

            // No two centres are neighbours: each would have taken the other.
            Assert.All(edges, edge => Assert.False(centres[edge.A] == edge.A && centres[edge.B] == edge.B));
            var shuffled = edges.Select(edge => random.Next(2) == 0 ? edge : (edge.B, edge.A, edge.Weight)).ToArray();
            random.Shuffle(shuffled);
            Assert.Equal(centres, Group(count, shuffled));
        }
    }

    private static int[] Group(int count, (int A, int B, double Weight)[] edges) =>
        StarGrouping.Group(
            count, [.. edges.Select(edge => new WeightedEdge(edge.A, edge.B, edge.Weight))], (x, y) => x.CompareTo(y),
            static _ => 0);
}
