namespace Dedupe.Batch;

/// <summary>
/// A step of a run: each of its parts is a function from part files to a part file, and can be done by itself,
/// anywhere.
/// </summary>
/// <param name="Stage">What is done: sign, merge, group, verify or cluster.</param>
/// <param name="Tier">With which keys; null for those before the tiers.</param>
/// <param name="Parts">How many parts it has.</param>
internal sealed record RunStep(string Stage, string? Tier, int Parts)
{
    /// <summary>Name of the step, and of the folder of its part files.</summary>
    public string Name => Tier is null ? Stage : $"{Tier}-{Stage}";

    /// <summary>
    /// Whether the step is done by one process alone, because it looks at all documents together: it has one part.
    /// </summary>
    internal bool IsSerial => Stage is RunSteps.Merge or RunSteps.Cluster;
}
