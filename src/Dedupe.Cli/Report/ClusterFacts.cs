namespace Dedupe.Cli.Report;

/// <summary>What is kept of each cluster of a run, however many there are.</summary>
internal sealed class ClusterFacts
{
    private const int MostPairs = 64;

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
    public int Conflicts { get; private set; }

    /// <summary>Its representative, by the hash of its id.</summary>
    public required UInt128 Kept { get; init; }

    /// <summary>Where the lines of its first pairs with the representative begin in pairs.jsonl.</summary>
    public List<long> KeptPairs { get; } = [];

    /// <summary>Where the lines of its first other pairs begin.</summary>
    public List<long> OtherPairs { get; } = [];

    /// <summary>Notes a pair of it. A few are enough: no page shows more, and clusters may have millions.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="offset">Where its line begins.</param>
    public void Add(in PairNumbers pair, long offset)
    {
        Conflicts += pair.Differences;
        var pairs = pair.A == Kept || pair.B == Kept ? KeptPairs : OtherPairs;
        if (pairs.Count < MostPairs)
            pairs.Add(offset);
    }
}
