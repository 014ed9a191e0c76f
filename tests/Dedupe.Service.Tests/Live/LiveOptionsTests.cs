using Dedupe.Live;
using Xunit;

namespace Dedupe.Service.Tests.Live;

/// <summary>What an index is opened with, and what it leaves.</summary>
public sealed class LiveOptionsTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static TheoryData<string, LiveOptions> Wrong => new()
    {
        { nameof(LiveOptions.Window), new LiveOptions { Window = TimeSpan.Zero } },
        { nameof(LiveOptions.SettleEvery), new LiveOptions { SettleEvery = -Day } },
        {
            nameof(LiveOptions.WindowOfSource),
            new LiveOptions { WindowOfSource = new Dictionary<string, TimeSpan> { ["Wire"] = -Day } }
        },
        { nameof(LiveOptions.Keep), new LiveOptions { Keep = Day } },
        { nameof(LiveOptions.Keep), new LiveOptions { Keep = Day, Window = 2 * Day } },
        {
            nameof(LiveOptions.Keep),
            new LiveOptions
            {
                Keep = Day,
                Window = Day,
                WindowOfSource = new Dictionary<string, TimeSpan> { ["Wire"] = 2 * Day },
            }
        },
        { nameof(LiveOptions.SettleAfter), new LiveOptions { SettleAfter = -1 } },
        { nameof(LiveOptions.TailArticles), new LiveOptions { TailArticles = 0 } },
        { nameof(DedupeOptions.Threshold), new LiveOptions { Dedupe = new DedupeOptions { Threshold = 2 } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AValueOutsideItsRangeIsNamed(string name, LiveOptions options)
    {
        using var store = new MemoryLiveStore();
        Assert.Equal(
            name, Assert.Throws<ArgumentOutOfRangeException>(() => LiveIndex.Open(store, options)).ParamName);
    }

    [Fact]
    public async Task AFolderOfItsOwnGoesWithTheIndexAndANamedOneStays()
    {
        using var named = new Dedupe.Tests.Sources.TempFolder();
        using (var kept = new IndexFolder(named.Root))
            Assert.Equal(named.Root, kept.Path);
        Assert.True(Directory.Exists(named.Root));
        var own = new IndexFolder(path: null);
        await File.WriteAllTextAsync(
            Path.Combine(own.Path, "1.segment"), "any", TestContext.Current.CancellationToken);
        own.Dispose();
        Assert.False(Directory.Exists(own.Path));
    }

    [Fact]
    public async Task AClosedIndexTakesAndAnswersNothing()
    {
        var stop = TestContext.Current.CancellationToken;
        using var store = new MemoryLiveStore();
        var index = LiveIndex.Open(store);
        await index.DisposeAsync();
        await index.DisposeAsync();
        var item = LiveHouse.Item("a", "Nothing of it.");
        Assert.Throws<ObjectDisposedException>(() => index.Query(item, stop));
        await Assert.ThrowsAsync<LiveStoreException>(() => index.AddAsync([item], stop));
        Assert.Equal(0, store.Count().LastArticle);
    }

    [Fact]
    public async Task TwoIndexesOfOneStoreInMemoryFollowEachOther()
    {
        var stop = TestContext.Current.CancellationToken;
        var documents = Stories.Make(30, 5, seed: 41);
        using var store = new MemoryLiveStore();
        var options = new LiveOptions { SettleAfter = 0, SettleEvery = null };
        await using var one = LiveIndex.Open(store, options);
        await using var two = LiveIndex.Open(store, options);
        await Task.WhenAll(((LiveIndex[])[one, two]).Select(index => Task.Run(
            async () =>
            {
                foreach (var document in documents)
                    await index.AddAsync([new LiveItem(document)], stop);
            },
            stop)));

        Assert.Equal(documents.Count, store.Count().LastArticle);
        await two.SettleAsync(stop);
        var result = await new Deduplicator().RunAsync(documents, cancellationToken: stop);
        Assert.Equal(
            result.Clusters.Select(static cluster => cluster.Id).Order(StringComparer.Ordinal),
            store.ReadMembers().Select(static member => member.Cluster).Distinct()
                .Select(number => store.ReadCluster(number)!.Value.Cluster.Id).Order(StringComparer.Ordinal));
        await one.WaitForEventsAsync(store.Count().LastEvent - 1, stop);
    }
}
