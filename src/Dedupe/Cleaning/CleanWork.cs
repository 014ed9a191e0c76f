namespace Dedupe.Cleaning;

/// <summary>Takes one file away, or puts it back, and finds out which of the two was the last to be done.</summary>
internal sealed class CleanWork(CleanPlan plan, CleanPlace place, CleanWay way, Keepers keepers, SafetyChecks checks)
    : ICleanWork
{
    /// <inheritdoc/>
    public Standing Check(CleanUnit unit)
    {
        var removal = unit.First;
        using var keeper = keepers.Open(removal.Keeper);
        using var victim = CheckedFile.OpenVictim(place.Root(removal.Victim), removal.Victim, checks);
        RequireTwo(keeper, victim);
        KeeperLink.Require(way, removal);
        return Standing.InPlace;
    }

    /// <inheritdoc/>
    public Standing Remove(CleanUnit unit)
    {
        var removal = unit.First;
        var mover = MoverOf(removal);
        using var keeper = keepers.Open(removal.Keeper);
        using var victim = CheckedFile.OpenVictim(place.Root(removal.Victim), removal.Victim, checks);
        RequireTwo(keeper, victim);
        KeeperLink.Require(way, removal);
        if (way == CleanWay.Delete)
        {
            mover.SetAside(victim);
            FileCalls.Delete(victim.Folder, mover.Aside);
            return Standing.Deleted;
        }

        var link = way == CleanWay.Move ? null : new KeeperLink(way, plan, removal, mover);
        link?.Prepare(keeper, victim);
        using var folder = place.FolderAway(removal.Victim, make: true);
        mover.Move(victim, folder, victim.Name, removal.Victim.Hash);
        if (link is not null)
            FileCalls.Move(victim.Folder, mover.Link, victim.Folder, victim.Name);
        return Standing.Away;
    }

    /// <inheritdoc/>
    public Standing Return(CleanUnit unit)
    {
        var removal = unit.First;
        using var away = place.OpenAway(removal.Victim, checks);
        using var folder = place.OpenFolder(removal.Victim);
        var name = FolderWalk.Part(removal.Victim.Path).Name;
        var mover = MoverOf(removal);
        if (way != CleanWay.Move)
            new KeeperLink(way, plan, removal, mover).TakeAway(folder, name);
        mover.Move(away, folder, name, removal.Victim.Hash);
        return Standing.InPlace;
    }

    /// <inheritdoc/>
    public Standing SettleLeaving(CleanUnit unit, bool wasEnded)
    {
        var (victim, mover) = (unit.Victim, MoverOf(unit.First));
        using var folder = place.FolderOf(victim);
        var name = FolderWalk.Part(victim.Path).Name;
        var aside = FileCalls.Look(folder, mover.Aside);
        var isAside = aside is { } found && victim.IsFileOf(found);
        // Somebody had put another file in its place, and the end came before that had its name again.
        if (aside is not null && !isAside)
            FileCalls.Move(folder, mover.Aside, folder, name);
        if (way == CleanWay.Delete)
        {
            if (isAside)
                FileCalls.Delete(folder, mover.Aside);
            return isAside || (wasEnded && FileCalls.Look(folder, name) is null) ? Standing.Deleted : Standing.InPlace;
        }

        using var quarantine = place.FolderAway(victim, make: true);
        // What else stands in the quarantine under the name is somebody's.
        var isAway = CheckedFile.IsThere(quarantine, name, victim);
        if (isAside && isAway)
        {
            FileCalls.Delete(folder, mover.Aside);
        }
        else if (isAside)
        {
            FileCalls.Move(folder, mover.Aside, folder, name);
        }
        else if (isAway && FileCalls.Look(folder, name) is { } there && victim.IsFileOf(there))
        {
            // A whole copy on another disk, and the original has not gone.
            FileCalls.Delete(quarantine, name);
            isAway = false;
        }

        Mover.Forget(quarantine, mover.Partial);
        if (isAway && way != CleanWay.Move && FileCalls.Look(folder, mover.Link) is not null
            && FileCalls.Look(folder, name) is null)
            FileCalls.Move(folder, mover.Link, folder, name);
        else
            Mover.Forget(folder, mover.Link);
        if (isAway)
            return Standing.Away;
        // In neither place, as where the disk of the quarantine is not mounted: nothing can be said of it now.
        return wasEnded && FileCalls.Look(folder, name) is null ? Standing.Leaving : Standing.InPlace;
    }

    /// <inheritdoc/>
    public Standing SettleReturning(CleanUnit unit)
    {
        var (removal, victim, mover) = (unit.First, unit.Victim, MoverOf(unit.First));
        var name = FolderWalk.Part(victim.Path).Name;
        using var quarantine = place.FolderAway(victim, make: true);
        using var folder = place.OpenFolder(victim);
        if (way != CleanWay.Move)
            new KeeperLink(way, plan, removal, mover).Tidy(folder, name);
        Mover.Forget(folder, mover.Partial);
        var aside = FileCalls.Look(quarantine, mover.Aside) is not null;
        var isAway = aside || CheckedFile.IsThere(quarantine, name, victim);
        // What stands for it has the same bytes, and may have the same time: that is not the file.
        var isBack = CheckedFile.IsThere(folder, name, victim) && way switch
        {
            CleanWay.HardLink => FileCalls.Look(folder, name) is { } there
                && (there.Device, there.Inode) != (removal.Keeper.Device, removal.Keeper.Inode),
            CleanWay.SharedBlocks => !isAway || aside,
            _ => true,
        };
        if (aside && isBack)
            FileCalls.Delete(quarantine, mover.Aside);
        else if (aside)
            FileCalls.Move(quarantine, mover.Aside, quarantine, name);
        else if (isBack && isAway)
            FileCalls.Delete(quarantine, name);
        return isBack ? Standing.InPlace : Standing.Away;
    }

    private Mover MoverOf(PlannedRemoval removal) => new(plan.Hash, removal.Number, checks);

    private void RequireTwo(CheckedFile keeper, CheckedFile victim)
    {
        if (checks.HasFlag(SafetyChecks.TwoFiles) && keeper.Facts.IsSameFileAs(victim.Facts))
            throw new SkippedException(SkipReason.SameFile);
    }
}
