using Polly;
using Polly.Retry;

namespace Dedupe.Sources;

/// <summary>Tries again what failed for a moment, and counts it.</summary>
internal sealed class RetryPolicy
{
    private long retries;

    /// <summary>Makes the policy that the options ask for.</summary>
    public RetryPolicy(SourceOptions options, TimeProvider time)
    {
        if (options.Retries == 0)
        {
            Pipeline = ResiliencePipeline.Empty;
            return;
        }

        Pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = static arguments => ValueTask.FromResult(TransientFault.Is(arguments.Outcome.Exception)),
                OnRetry = _ =>
                {
                    Interlocked.Increment(ref retries);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Runs an action, again while it fails for a moment.</summary>
    public ResiliencePipeline Pipeline { get; }

    /// <summary>How many times something was tried again.</summary>
    public long Retries => Interlocked.Read(ref retries);
}
