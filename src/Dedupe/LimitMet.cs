namespace Dedupe;

/// <summary>How often a bound of the work was met.</summary>
/// <param name="Name">The bound, as <c>docs/limits.md</c> names it: <c>frequencyCap</c>.</param>
/// <param name="Met">How often: buckets, keys, groups or headlines beyond it.</param>
public sealed record LimitMet(string Name, long Met);
