namespace Dedupe;

/// <summary>How long one stage took.</summary>
/// <param name="Stage">Its name: <c>sign</c>, <c>near</c>, <c>reuse</c>, <c>cluster</c>.</param>
/// <param name="Seconds">Wall-clock seconds.</param>
/// <param name="MegabytesPerSecond">Text bytes of the whole collection / 10^6 / seconds.</param>
/// <param name="AllocatedBytes">Memory handed out by the garbage collector in that time, all threads.</param>
public sealed record StageTime(string Stage, double Seconds, double MegabytesPerSecond, long AllocatedBytes);
