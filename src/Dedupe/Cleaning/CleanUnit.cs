namespace Dedupe.Cleaning;

/// <summary>What goes in one step: one file, or some of the records of one file.</summary>
/// <param name="removals">The removals, all of one file.</param>
internal sealed class CleanUnit(IReadOnlyList<PlannedRemoval> removals)
{
    /// <summary>The removals.</summary>
    public IReadOnlyList<PlannedRemoval> Removals => removals;

    /// <summary>The first of them.</summary>
    public PlannedRemoval First => removals[0];

    /// <summary>The file that goes, or is written again.</summary>
    public PlannedFile Victim => First.Victim;

    /// <summary>Whether records go, and the file is written again.</summary>
    public bool IsRecords => Victim.Record is not null;

    /// <summary>Some removals, in their order; the records of a file stand where its first one does.</summary>
    public static List<CleanUnit> Of(IEnumerable<PlannedRemoval> removals) => [.. removals
        .GroupBy(static removal => removal.Victim.Record is null
            ? $"{removal.Number}"
            : $"/{removal.Victim.Key}", StringComparer.Ordinal)
        .Select(static group => new CleanUnit([.. group]))];
}
