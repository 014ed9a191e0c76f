namespace Dedupe.Cli.Report;

/// <summary>What is kept of each cluster of a run, however many there are.</summary>
internal sealed class ClusterFacts
{
    /// <summary>Where its line begins in clusters.jsonl.</summary>
    public required long Offset { get; init; }

    /// <summary>How many members it has.</summary>
    public required int Size { get; init; }

    /// <summary>The lowest similarity of a member to the representative, 0 to 1.</summary>
    public required float Lowest { get; init; }

    /// <summary>How many outlets its members name.</summary>
    public required int Sources { get; init; }

    /// <summary>Days from its first dated member to its last.</summary>
    public required int Days { get; init; }

    /// <summary>Figures, dates, names and negations that differ between members, summed over the pairs.</summary>
    public int Conflicts { get; set; }

    /// <summary>Where the lines of its pairs begin in pairs.jsonl.</summary>
    public List<long> Pairs { get; } = [];
}
