namespace Dedupe;

/// <summary>Lines of a file that stand one after the other.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public readonly record struct LineRange(long From, long To);
