using Dedupe.Live;
using Dedupe.Service.Stores;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <summary>Connections that are lost, and a server that ends, while something is written.</summary>
public sealed class PostgresBreakTests(PostgresServer server)
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void ACommitWhoseAnswerIsLostIsNotDoneTwice(int count)
    {
        using var proxy = Proxy(out var data);
        using var store = LiveStores.Open(data);
        for (var round = 0; round < 3; round++)
        {
            using var transaction = store.Begin(CancellationToken.None);
            Fill(transaction, count);
            proxy.CutNextAnswer();
            transaction.Commit();
        }

        Assert.Equal(3, proxy.Cuts);
        Holds(store, 3 * count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void ACommitThatDidNotReachTheServerIsDone(int count)
    {
        using var proxy = Proxy(out var data);
        using var store = LiveStores.Open(data);
        for (var round = 0; round < 3; round++)
        {
            using var transaction = store.Begin(CancellationToken.None);
            Fill(transaction, count);
            proxy.CutNextRequest();
            transaction.Commit();
        }

        Assert.Equal(3, proxy.Cuts);
        Holds(store, 3 * count);
    }

    [Fact]
    public void WhatWasWrittenBeforeIsWrittenAgain()
    {
        using var proxy = Proxy(out var data);
        using var store = LiveStores.Open(data);
        using (var transaction = store.Begin(CancellationToken.None))
        {
            Fill(transaction, 3);
            transaction.SetState(2, LiveState.Removed);
            Assert.NotNull(transaction.ReadCluster(1));
            proxy.CutNextAnswer();
            Assert.Single(transaction.ReadItem("Wire", "item-3"));
            proxy.CutNextRequest();
            Assert.Equal(3, transaction.ReadCluster(1)?.Members.Count);
            transaction.Commit();
        }

        Assert.Equal(2, proxy.Cuts);
        Assert.Equal(2, store.Count().Articles);
        Assert.Equal([(2, LiveState.Removed)], store.ReadAbsent());
    }

    [Fact]
    public void WhatAnotherServerWroteMeanwhileIsNotWrittenOver()
    {
        using var proxy = Proxy(out var data);
        using var store = LiveStores.Open(data);
        using var other = LiveStores.Open(data);
        var error = Assert.Throws<LiveStoreException>(() =>
        {
            using var transaction = store.Begin(CancellationToken.None);
            Fill(transaction, 2);
            proxy.WhenCut = () =>
            {
                proxy.WhenCut = static () => { };
                using var meanwhile = other.Begin(CancellationToken.None);
                meanwhile.Add(Made.Article(1, "The other one's."));
                meanwhile.Commit();
            };
            proxy.CutNextRequest();
            transaction.Commit();
        });
        Assert.Equal(LiveStoreFault.Unavailable, error.Fault);
        Assert.Contains("none of it is stored", error.Message, StringComparison.Ordinal);
        Assert.Equal(Made.Told(Made.Article(1, "The other one's.")), Made.Told(Assert.Single(store.ReadAfter(0))));
    }

    [Fact]
    public void ReadingGoesOnWhenAConnectionIsLost()
    {
        using var proxy = Proxy(out var data);
        using var store = LiveStores.Open(data);
        using (var transaction = store.Begin(CancellationToken.None))
        {
            Fill(transaction, 5);
            transaction.Commit();
        }

        for (var round = 0; round < 3; round++)
        {
            proxy.CutNextAnswer();
            Assert.Equal(5, store.ReadAfter(0).Count());
            proxy.CutNextRequest();
            Assert.Equal(5, store.ReadMembers().Count());
        }

        Assert.Equal(6, proxy.Cuts);
    }

    [Fact]
    public async Task AServerThatCrashesUnderLoadLosesNothing()
    {
        // One of its own: others use the common one meanwhile.
        server.NewSchema();
        using var own = new PostgresServer();
        var data = own.NewSchema();
        using var one = LiveStores.Open(data);
        using var two = LiveStores.Open(data);
        using var over = new CancellationTokenSource();
        var acknowledged = new[] { 0L, 0L };
        var writers = Task.WhenAll(Task.Run(() => Write(one, 0), Ended), Task.Run(() => Write(two, 1), Ended));
        for (var round = 1; round <= 3; round++)
        {
            var until = Interlocked.Read(ref acknowledged[0]) + 20;
            SpinWait.SpinUntil(() => Interlocked.Read(ref acknowledged[0]) >= until || writers.IsCompleted);
            own.Crash();
            own.StartAgain();
        }

        var more = Interlocked.Read(ref acknowledged[1]) + 20;
        SpinWait.SpinUntil(() => Interlocked.Read(ref acknowledged[1]) >= more || writers.IsCompleted);
        await over.CancelAsync();
        await writers;
        KilledWriters.Holds(two, acknowledged.Max());

        void Write(ILiveStore store, int who)
        {
            while (!over.IsCancellationRequested)
            {
                try
                {
                    Interlocked.Exchange(ref acknowledged[who], WriterProcess.Write(store));
                }
                catch (LiveStoreException error) when (error.Fault == LiveStoreFault.Unavailable)
                {
                    // The other one was first; the next try numbers anew.
                }
            }
        }
    }

    private CutProxy Proxy(out string data)
    {
        var address = server.NewSchema();
        var folder = server.Address["Host=".Length..server.Address.IndexOf(';', StringComparison.Ordinal)];
        var proxy = new CutProxy(folder);
        data = $"{proxy.Address}{address[address.IndexOf(';', StringComparison.Ordinal)..]};SSL Mode=Disable";
        return proxy;
    }

    private static void Fill(ILiveTransaction transaction, int count)
    {
        var first = transaction.LastArticle + 1;
        for (var number = first; number < first + count; number++)
        {
            transaction.Add(Made.Article(number));
            transaction.Add(new LiveEvent(LiveEventKind.Arrived, Made.Noon) { Article = number });
            transaction.Put(Made.Member(number, first, (int)(number - first)));
        }

        transaction.Put(new LiveCluster(first) { Size = count });
    }

    private static void Holds(ILiveStore store, int count)
    {
        Assert.Equal(
            Enumerable.Range(1, count).Select(static number => Made.Told(Made.Article(number))),
            store.ReadAfter(0).Select(Made.Told));
        Assert.Equal(count, store.ReadMembers().Count());
        Assert.Equal(
            Enumerable.Range(1, count).Select(static i => (long)i),
            store.ReadEvents(0, 1000).Select(static happened => happened.Article));
        Assert.Equal(new LiveCounts(count, count, 3, count), store.Count());
    }
}
