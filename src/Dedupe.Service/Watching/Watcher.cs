namespace Dedupe.Service.Watching;

/// <summary>Looks at things when it is their time, each on its own.</summary>
/// <param name="watched">They.</param>
/// <param name="time">The clock.</param>
internal sealed class Watcher(IReadOnlyList<IWatched> watched, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Looks until it is told to stop.</summary>
    /// <exception cref="OperationCanceledException">It was.</exception>
    /// <exception cref="IOException">Articles cannot be sent on.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => AllAsync(int.MaxValue, cancellationToken);

    /// <summary>Looks at all there is now.</summary>
    /// <exception cref="IOException">Articles cannot be sent on.</exception>
    public Task RunOnceAsync(CancellationToken cancellationToken) => AllAsync(null, cancellationToken);

    // The first one that cannot go on ends them all.
    private async Task AllAsync(int? looks, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = watched.Select(one => OneAsync(one, looks ?? one.LooksForAll, stop.Token)).ToList();
        Task? failed = null;
        await foreach (var ended in Task.WhenEach(running).WithCancellation(CancellationToken.None))
        {
            if (ended.IsCompletedSuccessfully || failed is not null)
                continue;
            failed = ended;
            await stop.CancelAsync();
        }

        if (failed is not null)
            await failed;
    }

    private async Task OneAsync(IWatched one, int looks, CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (true)
        {
            var next = await one.LookAsync(cancellationToken);
            if (looks != int.MaxValue && --looks == 0)
                return;
            // A wait may end a little early, and the clock may be set.
            while (next - time.GetUtcNow() is { Ticks: > 0 } wait)
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
        }
    }
}
