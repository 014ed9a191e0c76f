using Dedupe.Service.Watching;
using Xunit;

namespace Dedupe.Service.Tests.Watching;

public sealed class WatcherTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly ManualTime time = new();

    [Fact]
    public async Task Once_is_as_many_looks_as_see_all()
    {
        var one = new Watched(time, 1);
        var two = new Watched(time, 2);
        await new Watcher([one, two], time).RunOnceAsync(Token);
        Assert.Equal((1, 2), (one.Looks, two.Looks));
    }

    [Fact]
    public async Task It_goes_on_until_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var watched = new Watched(time, 1) { Looked = looks => { if (looks == 50) stop.Cancel(); } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Watcher([watched], time).RunAsync(stop.Token));
        Assert.Equal(50, watched.Looks);
    }

    [Fact]
    public async Task One_that_cannot_go_on_ends_all()
    {
        var failing = new Watched(time, 1) { Looked = static _ => throw new IOException("It is away.") };
        var error = await Assert.ThrowsAsync<IOException>(
            () => new Watcher([new Watched(time, 1), failing], time).RunAsync(Token));
        Assert.Equal("It is away.", error.Message);
    }

    private sealed class Watched(TimeProvider time, int looksForAll) : IWatched
    {
        public int LooksForAll => looksForAll;

        public int Looks { get; private set; }

        public Action<int> Looked { get; init; } = static _ => { };

        public Task<DateTimeOffset> LookAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Looked(++Looks);
            return Task.FromResult(time.GetUtcNow() + TimeSpan.FromSeconds(2));
        }
    }
}
