using System.Diagnostics;
using Polly;
using Polly.Retry;

namespace Dedupe.Service.Stores;

/// <summary>
/// Does again what passes by itself, for as long as a server needs to begin anew. The time counts from the moment when
/// the database last answered: one that is away for longer is asked once each time, and who asks is told at once. Safe
/// from any thread.
/// </summary>
internal sealed class PostgresPatience
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    private readonly ResiliencePipeline whilePassing;
    private long away; // since when it does not answer; 0: it does

    /// <summary>Makes one.</summary>
    public PostgresPatience() => whilePassing = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = TimeSpan.FromSeconds(1),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(
                PostgresFault.Passes(arguments.Outcome.Exception) && IsWorthWaiting()),
        })
        .Build();

    /// <summary>Does something.</summary>
    /// <exception cref="Live.LiveStoreException">It did not pass in time, or does not pass.</exception>
    public T Do<T>(Func<T> action, CancellationToken cancellationToken)
    {
        var done = whilePassing.Execute(static (todo, _) => todo(), action, cancellationToken);
        Interlocked.Exchange(ref away, 0);
        return done;
    }

    private bool IsWorthWaiting()
    {
        var now = Stopwatch.GetTimestamp();
        var since = Interlocked.CompareExchange(ref away, now, 0);
        return since == 0 || Stopwatch.GetElapsedTime(since, now) < Most;
    }
}
