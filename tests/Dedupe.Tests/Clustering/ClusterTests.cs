using Dedupe.Clustering;
using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests.Clustering;

public sealed class ClusterTests
{
    private static readonly string Story = Words(1, 150);

    public static TheoryData<string, string, PolicyRule[]> Policies => new()
    {
        { "early", "earliest", [PolicyRule.Earliest, PolicyRule.Longest] },
        { "long", "longest", [PolicyRule.Longest, PolicyRule.Earliest] },
        { "preferred", "preferred-source", [PolicyRule.PreferredSource, PolicyRule.Earliest] },
        { "early", "id", [] },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task ThePolicyChoosesAndSaysWhy(string representative, string reason, PolicyRule[] policy)
    {
        var result = await RunAsync(
            [
                new Document("undated", Story),
                new Document(
                    "early", Story, source: "The Post", date: new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero)),
                new Document(
                    "long", $"{Story} and one more word", date: new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero)),
                new Document(
                    "preferred", Story, source: "THE WIRE",
                    date: new DateTimeOffset(2024, 1, 3, 0, 0, 0, TimeSpan.Zero)),
                new Document(
                    "second", Story, source: "The Echo", date: new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            ],
            new DedupeOptions
            {
                Clustering = new ClusteringOptions
                {
                    Policy = policy,
                    PreferredSources = ["The Wire", "the post"]
                }
            });

        var cluster = Assert.Single(result.Clusters);
        Assert.Equal(5, cluster.Members.Count);
        // Two documents of one date: words and then ids tell them apart.
        Assert.Equal(
            (representative, representative == "early" && policy.Length > 0 ? "id" : reason),
            (cluster.Representative.Id, cluster.Reason));
        Assert.Equal(cluster.Members[0], cluster.Representative);
        Assert.Equal((Relation.Identical, 1, 1), (
            cluster.Representative.Relation, cluster.Representative.Jaccard, cluster.Representative.ProseCoverage));
    }

    [Fact]
    public async Task MembersStandInPolicyOrderWithTheirOwnNumbers()
    {
        var day = new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var result = await RunAsync(
        [
            new Document("a", Words(1, 75), date: day.AddDays(3)),
            new Document("b", Story, date: day),
            new Document("c", Story, date: day.AddDays(2)),
            new Document("d", Story, date: day.AddDays(1)),
            new Document("e", Story),
        ]);

        var cluster = Assert.Single(result.Clusters);
        Assert.Equal("bdcae", string.Concat(cluster.Members.Select(member => member.Id)));
        Assert.Equal("earliest", cluster.Reason);
        var cut = cluster.Members[3];
        Assert.Equal(
            (Relation.Derived, 71.0 / 146, 1.0, 1.0, 1.0),
            (cut.Relation, cut.Jaccard, cut.Containment, cut.Coverage, cut.ProseCoverage));
    }

    // The centre is the copy with the larger group of near-duplicates; the earliest one is no more than derived from
    // its members, which is enough.
    [Fact]
    public async Task ThePreferredCopyNeedsToBeDerivedAndNoMore()
    {
        var day = new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var result = await RunAsync(
        [
            new Document("early", $"{Words(1, 75)} {Words(2, 75)}", date: day),
            new Document("one", Story, date: day.AddDays(1)),
            new Document("two", $"{Story} and more", date: day.AddDays(1)),
        ]);

        Assert.Equal(["early one two"], result.ClusterIds());
        Assert.Equal("earliest", result.Clusters[0].Reason);
        Assert.All(result.Clusters[0].Members.Skip(1), member => Assert.Equal(Relation.Derived, member.Relation));
    }

    [Fact]
    public async Task AStarCutsAChainAndComponentsDoNot()
    {
        // Each text shares half with the next one; the ends share nothing. So a text between two others holds halves of
        // two texts that share nothing, and joins one of them.
        var documents = Enumerable.Range(0, 5)
            .Select(i => new Document($"{i}", $"{Words(i, 60)} {Words(i + 1, 60)}"))
            .ToList();

        var stars = await RunAsync(documents);
        var components = await RunAsync(
            documents, new DedupeOptions { Clustering = new ClusteringOptions { Shape = ClusterShape.Components } });

        Assert.Equal(["0 1", "3 4"], stars.ClusterIds());
        Assert.Equal(2, stars.Summary.RefusedEdges);
        Assert.Equal("id", stars.Clusters[0].Reason);
        Assert.Equal("id", stars.Clusters[1].Reason);
        Assert.Equal(["0 1 2 3 4"], components.ClusterIds());
        Assert.Equal(0, components.Summary.RefusedEdges);
        Assert.Equal(Relation.None, components.Clusters[0].Members[4].Relation);
        Assert.Equal(2, stars.Summary.Duplicates);
    }

    [Fact]
    public async Task TheIdOfAClusterIsMadeOfItsFirstId()
    {
        var small = await RunAsync(("b", Story), ("c", Story));
        var larger = await RunAsync(("b", Story), ("c", Story), ("d", Story + " x"), ("zz", Words(2, 30)));
        var first = await RunAsync(("a", Story), ("b", Story), ("c", Story));

        Assert.Matches("^[0-9a-f]{16}$", small.Clusters[0].Id);
        Assert.Equal(small.Clusters[0].Id, larger.Clusters[0].Id);
        Assert.NotEqual(small.Clusters[0].Id, first.Clusters[0].Id);
    }

    [Fact]
    public async Task ManyCopiesOfOneTextCostOnePairEach()
    {
        var result = await RunAsync([.. Enumerable.Range(0, 500).Select(i => ($"{i:d3}", Story)), ("x", $"{Story} x")]);

        Assert.Equal(501, Assert.Single(result.Clusters).Members.Count);
        Assert.Equal("x", result.Clusters[0].Representative.Id);
        Assert.InRange(result.Summary.Candidates, 500, 1000);
    }

    [Fact]
    public async Task ABucketOfThousandsIsOneCluster()
    {
        // Near-duplicates, each with one word of its own.
        var result = await RunAsync([.. Enumerable.Range(0, 1500).Select(i => ($"{i:d4}", $"{Story} end{i}"))]);

        Assert.Equal(1500, Assert.Single(result.Clusters).Members.Count);
        Assert.InRange(result.Summary.Candidates, 1499, 20L * 1500);
    }
}
