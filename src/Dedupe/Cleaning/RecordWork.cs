using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cleaning;

/// <summary>
/// Writes one file again without some of its records, or takes that back. The new file is whole and on disk before
/// anything happens to the old one; the two swap their names at once, and the old one goes to the quarantine.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="place">Its folders.</param>
/// <param name="step">Counts, and tells what stays.</param>
/// <param name="journal">Its journal; null: all is only looked at.</param>
/// <param name="keepers">Looks at what stays.</param>
/// <param name="copy">Writes the new file.</param>
/// <param name="checks">What is looked at.</param>
internal sealed class RecordWork(
    CleanPlan plan, CleanPlace place, CleanStep step, CleanJournal? journal, Keepers keepers, RecordCopy copy,
    SafetyChecks checks) : ICleanWork
{
    private readonly RecordSettling settling = new(plan, place, journal, checks);

    /// <summary>Whether the file itself is replaced; else a copy is written in the folder of the plan.</summary>
    public required bool InPlace { get; init; }

    /// <summary>Whether two names can be swapped at once. Not every file system can; tests say no.</summary>
    public bool CanSwap { get; init; } = true;

    /// <inheritdoc/>
    public Standing Check(CleanUnit unit)
    {
        var going = WithKeepers(unit);
        using var victim = OpenVictim(unit.Victim);
        step.TookRecords(going.Count, 0);
        return Standing.InPlace;
    }

    /// <inheritdoc/>
    public Standing Remove(CleanUnit unit)
    {
        var going = WithKeepers(unit);
        if (going.Count == 0)
            return Standing.InPlace;
        using var victim = OpenVictim(unit.Victim);
        return InPlace ? Replace(unit, going, victim) : Copy(going, victim);
    }

    /// <inheritdoc/>
    public Standing Return(CleanUnit unit)
    {
        var (victim, mover) = (unit.Victim, settling.MoverOf(unit));
        using var folder = place.OpenFolder(victim);
        var name = FolderWalk.Part(victim.Path).Name;
        var (isThere, isBack) = (FileCalls.Look(folder, name) is not null, false);
        if (isThere)
        {
            RequireWritten(folder, name, victim);
            isBack = SwapBack(victim, mover, folder, name);
            if (!isBack)
                FileCalls.Move(folder, name, folder, mover.New);
            RequireWritten(folder, mover.New, victim);
        }

        if (!isBack)
        {
            using var away = place.OpenAway(victim, checks);
            mover.Move(away, folder, name, victim.Hash);
        }

        if (isThere)
            FileCalls.Delete(folder, mover.New);
        step.TookRecords(unit.Removals.Count, 0);
        return Standing.InPlace;
    }

    // The original comes beside the new file, and the two swap their names; else it stays in the quarantine, where
    // people find it, until its name is free.
    private bool SwapBack(PlannedFile victim, Mover mover, SafeFileHandle folder, string name)
    {
        if (!CanSwap)
            return false;
        using (var away = place.OpenAway(victim, checks))
            mover.Move(away, folder, mover.New, victim.Hash);
        if (FileCalls.Swap(folder, mover.New, name))
            return true;
        using var quarantine = place.FolderAway(victim, make: true);
        using var held = CheckedFile.Open(folder, mover.New, checks);
        mover.Move(held, quarantine, name, victim.Hash);
        return false;
    }

    /// <inheritdoc/>
    public Standing SettleLeaving(CleanUnit unit, bool wasEnded) => settling.Leaving(unit, wasEnded);

    /// <inheritdoc/>
    public Standing SettleReturning(CleanUnit unit) => settling.Returning(unit);

    private Standing Copy(List<PlannedRemoval> going, CheckedFile victim)
    {
        using var folder = place.FolderOfCopy(going[0].Victim);
        var partial = settling.MoverOf(going[0]).Partial;
        if (copy.Write(victim, going, folder, partial) is { } made)
        {
            FileCalls.Move(folder, partial, folder, victim.Name, replace: true);
            step.TookRecords(going.Count, victim.Facts.Size - made.Size);
        }
        else
        {
            Mover.Forget(folder, victim.Name);
            step.TookRecords(going.Count, victim.Facts.Size);
        }

        using var open = FileCalls.Reopened(folder);
        FileCalls.Flush(open, victim.Name);
        return Standing.InPlace;
    }

    private Standing Replace(CleanUnit unit, List<PlannedRemoval> going, CheckedFile victim)
    {
        var mover = settling.MoverOf(unit);
        using var away = place.FolderAway(unit.Victim, make: true);
        if (checks.HasFlag(SafetyChecks.NothingInTheWay) && FileCalls.Look(away, victim.Name) is not null)
            throw new SkippedException(SkipReason.InTheWay);
        var made = copy.Write(victim, going, victim.Folder, mover.New);
        foreach (var staying in unit.Removals.Except(going))
            journal!.Note(staying.Number, Standing.InPlace);
        journal!.Write(unit.Victim.Key, made);
        if (checks.HasFlag(SafetyChecks.JournalFirst))
            journal.Flush();
        if (made is not null && CanSwap && FileCalls.Swap(victim.Folder, mover.New, victim.Name))
        {
            // Somebody may have put another file there between the look and the swap.
            var old = victim.Renamed(mover.New);
            if (checks.HasFlag(SafetyChecks.MovedFile)
                && (FileCalls.Look(victim.Folder, mover.New) is not { } facts || !unit.Victim.IsFileOf(facts)))
            {
                FileCalls.Swap(victim.Folder, mover.New, victim.Name);
                throw new SkippedException(SkipReason.Changed);
            }

            mover.Move(old, away, victim.Name, unit.Victim.Hash);
        }
        else
        {
            mover.Move(victim, away, victim.Name, unit.Victim.Hash);
            if (made is not null)
                FileCalls.Move(victim.Folder, mover.New, victim.Folder, victim.Name);
        }

        using var open = FileCalls.Reopened(victim.Folder);
        FileCalls.Flush(open, victim.Name);
        step.TookRecords(going.Count, victim.Facts.Size - (made?.Size ?? 0));
        return Standing.Away;
    }

    // What stays is looked at first, each file once; what it does not hold for stays as well.
    private List<PlannedRemoval> WithKeepers(CleanUnit unit)
    {
        var looked = new Dictionary<string, SkippedException?>(StringComparer.Ordinal);
        var going = new List<PlannedRemoval>();
        foreach (var removal in unit.Removals)
        {
            var key = removal.Keeper.Key;
            // The file itself is looked at anyway.
            if (key != unit.Victim.Key && !looked.ContainsKey(key))
                looked[key] = Problem(removal);
            if (looked.GetValueOrDefault(key) is { } problem)
                step.Skip(removal, problem.Reason, problem.Message);
            else
                going.Add(removal);
        }

        return going;
    }

    private SkippedException? Problem(PlannedRemoval removal)
    {
        try
        {
            using var keeper = keepers.Open(removal.Keeper);
            return checks.HasFlag(SafetyChecks.TwoFiles)
                && (keeper.Facts.Device, keeper.Facts.Inode) == (removal.Victim.Device, removal.Victim.Inode)
                ? new SkippedException(SkipReason.SameFile)
                : null;
        }
        catch (SkippedException skipped)
        {
            return skipped;
        }
    }

    private CheckedFile OpenVictim(PlannedFile planned)
    {
        var victim = CheckedFile.OpenVictim(place.Root(planned), planned, checks);
        if (!InPlace || victim.Facts.Links == 1 || !checks.HasFlag(SafetyChecks.OneName))
            return victim;
        victim.Dispose();
        throw new SkippedException(SkipReason.OtherNames);
    }

    private void RequireWritten(SafeFileHandle folder, string name, PlannedFile victim)
    {
        if (checks.HasFlag(SafetyChecks.FilteredUnchanged) && !settling.IsWritten(folder, name, victim))
            throw new SkippedException(SkipReason.ChangedSince);
    }
}
