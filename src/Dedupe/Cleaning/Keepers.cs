namespace Dedupe.Cleaning;

/// <summary>
/// Looks at what stays before something goes for it. A file that lost records of its own meanwhile is the one that was
/// written in its place. The file of a record is hashed once, and again when its time of change, which nobody can set,
/// is another one: many go for the records of one file.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="place">Its folders.</param>
/// <param name="journal">What was done; null: nothing yet.</param>
/// <param name="checks">What is looked at.</param>
internal sealed class Keepers(CleanPlan plan, CleanPlace place, CleanJournal? journal, SafetyChecks checks)
{
    // A change within the same tick of the clock of the file system would not be seen.
    private const long Tick = 1_000_000_000;

    private readonly Dictionary<string, FileFacts> seen = new(StringComparer.Ordinal);
    private readonly ILookup<string, int> losing = plan.Removals.Where(
        static removal => removal.Victim.Record is not null)
        .ToLookup(static removal => removal.Victim.Key, static removal => removal.Number, StringComparer.Ordinal);

    /// <summary>Opens what stays.</summary>
    /// <exception cref="SkippedException">It is not what it was.</exception>
    public CheckedFile Open(PlannedFile keeper)
    {
        var root = place.Root(keeper);
        if (keeper.Record is null)
            return CheckedFile.OpenKeeper(root, keeper, checks);
        var now = Now(keeper);
        var before = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
        var known = seen.TryGetValue(keeper.Key, out var facts);
        var file = CheckedFile.OpenKeeper(root, now, known ? checks & ~SafetyChecks.KeeperContent : checks);
        if (known && file.Facts.Changed == facts.Changed)
            return file;
        if (known)
        {
            file.Dispose();
            seen.Remove(keeper.Key);
            return Open(keeper);
        }

        if (file.Facts.Changed < before - Tick)
            seen[keeper.Key] = file.Facts;
        return file;
    }

    // The file of a record as it is after what was done already.
    private PlannedFile Now(PlannedFile keeper) =>
        journal?.Written.GetValueOrDefault(keeper.Key) is { } written
        && losing[keeper.Key].Any(number => journal.Standings[number] == Standing.Away)
            ? keeper with { Inode = written.Inode, Size = written.Size, Hash = written.Hash }
            : keeper;
}
