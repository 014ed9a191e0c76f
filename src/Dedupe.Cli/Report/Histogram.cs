namespace Dedupe.Cli.Report;

/// <summary>Counts of shares from 0 to 1 in twenty equal steps; 1 is in the last.</summary>
internal sealed class Histogram
{
    /// <summary>How many steps there are.</summary>
    public const int Steps = 20;

    private readonly long[] counts = new long[Steps];

    /// <summary>The counts, from the lowest step up.</summary>
    public IReadOnlyList<long> Counts => counts;

    /// <summary>The sum.</summary>
    public long Total => counts.Sum();

    /// <summary>Counts a share.</summary>
    public void Add(double share) => counts[Math.Clamp((int)(share * Steps), 0, Steps - 1)]++;
}
