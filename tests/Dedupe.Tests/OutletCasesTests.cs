using Xunit;

namespace Dedupe.Tests;

/// <summary>
/// A story that many outlets print, each another part of it, is one cluster: however many they are, and though no copy
/// reaches all others.
/// </summary>
public sealed class OutletCasesTests
{
    public static TheoryData<int, int> Parameters()
    {
        var data = new TheoryData<int, int>();
        foreach (var outlets in (int[])[10, 20, 40, 60, 100])
        {
            foreach (var kept in (int[])[10, 11, 12, 14, 16])
                data.Add(outlets, kept);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task AStoryOfWhichEachOutletHasAnotherPartIsOneCluster(int outlets, int kept)
    {
        var result = await Collection.RunAsync(OutletTexts.Make(outlets, kept));

        var cluster = Assert.Single(result.Clusters);
        Assert.Equal(outlets, cluster.Members.Count);
        Assert.All(cluster.Members, static member => Assert.StartsWith("copy", member.Id, StringComparison.Ordinal));
    }

    // Half when it joined: the star has grown since.
    [Fact]
    public async Task EachMemberIsACopyOfTheRepresentativeOrOfAboutHalfOfTheOthers()
    {
        var result = await Collection.RunAsync(OutletTexts.Make(40, 10));

        var cluster = Assert.Single(result.Clusters);
        var weaker = cluster.Members.Where(static member => member.Relation < Relation.Derived).ToArray();
        Assert.NotEmpty(weaker);
        Assert.All(weaker, member => Assert.True(
            5 * cluster.Members.Count(other =>
                other.Id != member.Id && result.RelationOf(other.Id, member.Id) >= Relation.Derived)
            >= 2 * cluster.Members.Count));
    }

    [Fact]
    public async Task TheClusterIsTheSameInAnyOrder()
    {
        Document[] documents = [.. OutletTexts.Make(60, 10, others: 50)];
        var result = await Collection.RunAsync(documents);
        var turned = await Collection.RunAsync(
            documents.Reverse(), new DedupeOptions { Threads = 3 });

        Assert.Equal(result.Describe(), turned.Describe());
    }
}
