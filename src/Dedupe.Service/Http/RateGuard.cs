using System.Threading.RateLimiting;
using Dedupe.Service.Access;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>Lets so many requests a second through, of each key or address. Safe from any thread.</summary>
/// <param name="perSecond">How many; 0: all.</param>
internal sealed class RateGuard(int perSecond) : IDisposable
{
    private readonly PartitionedRateLimiter<string>? limiter = perSecond == 0
        ? null
        : PartitionedRateLimiter.Create<string, string>(group => RateLimitPartition.GetTokenBucketLimiter(
            group, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                AutoReplenishment = false,
            }));

    /// <summary>Counts a request.</summary>
    /// <exception cref="ProblemException">There were too many.</exception>
    public void Check(Caller caller)
    {
        if (limiter is null)
            return;
        using var lease = limiter.AttemptAcquire(KeyGuard.GroupOf(caller));
        if (!lease.IsAcquired)
            throw new ProblemException(
                StatusCodes.Status429TooManyRequests, ProblemTypes.TooMany,
                $"More than {perSecond} requests in a second. Many articles fit one request.")
            { RetryAfter = 1 };
    }

    /// <inheritdoc/>
    public void Dispose() => limiter?.Dispose();
}
