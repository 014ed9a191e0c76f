using Dedupe.Normalization;
using Xunit;

namespace Dedupe.Tests.Signing;

/// <summary>Misread collections from end to end.</summary>
public sealed class NoiseStageTests
{
    private static readonly DedupeOptions AsTheyStand =
        new() { Normalization = new NormalizationOptions { CorrectMisreadings = false } };

    [Fact]
    public async Task CopiesAreFoundByTheWordsTheyStandFor()
    {
        var scans = ScannedCollection.Make(perMille: 60);

        var found = await Collection.RunAsync(scans);
        var foundAsTheyStand = await Collection.RunAsync(scans, AsTheyStand);

        Assert.InRange(Copies(found), 57, 60);
        Assert.InRange(Copies(foundAsTheyStand), 0, 20);
        Assert.All(found.Pairs, pair => Assert.Equal(Story(found, pair.A), Story(found, pair.B)));
    }

    [Fact]
    public async Task TextsThatAreOnlyReadAsTheSameAreNotIdentical()
    {
        var scans = ScannedCollection.Make(perMille: 20);
        Document[] withRepeat = [.. scans, scans[0] with { Id = "00-c"u8.ToArray() }];

        var found = await Collection.RunAsync(withRepeat);

        Assert.Equal(Relation.Identical, found.RelationOf("00-a", "00-c"));
        Assert.Equal(1, found.Pairs.Count(pair => pair.Relation == Relation.Identical));
        Assert.Contains(found.Pairs, pair => pair is { Relation: Relation.NearDuplicate, Jaccard: 1 });
    }

    [Fact]
    public async Task ACleanCollectionIsLeftAsItIs()
    {
        var clean = ScannedCollection.Make(perMille: 0);

        Assert.Equal(
            (await Collection.RunAsync(clean, AsTheyStand)).Describe(), (await Collection.RunAsync(clean)).Describe());
    }

    [Fact]
    public async Task OrderThreadsAndMemoryMakeNoDifference()
    {
        var scans = ScannedCollection.Make(perMille: 60);
        var wanted = (await Collection.RunAsync(scans, new DedupeOptions { Threads = 1 })).Describe();

        Assert.Equal(
            wanted, (await Collection.RunAsync(scans.Reverse(), new DedupeOptions { Threads = 4 })).Describe());
        Assert.Equal(
            wanted,
            (await Collection.RunAsync(scans, new DedupeOptions { Threads = 3, MemoryBytes = 1 << 20 })).Describe());
    }

    private static int Copies(DedupeResult result) => result.Pairs.Count(pair => pair.Relation >= Relation.Derived);

    private static string Story(DedupeResult result, int document) => result.Documents[document].Id[..2];
}
