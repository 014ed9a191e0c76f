using System.Net.Http.Headers;

namespace Dedupe.Service.Pushing;

/// <summary>The header with which servers say when they want to be asked again.</summary>
internal static class RetryAfter
{
    /// <summary>The longest wait that is believed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The wait that it asks for, between zero and <see cref="Longest"/>; null where there is none.</summary>
    /// <param name="header">The header: seconds, or a date.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan? Of(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        (header?.Delta ?? header?.Date - now) is { } wait
            ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, Longest.Ticks))
            : null;
}
