using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cleaning;

/// <summary>Takes one file away, or puts it back, and finds out which of the two was the last to be done.</summary>
internal sealed class CleanWork(CleanPlan plan, CleanPlace place, CleanWay way, SafetyChecks checks)
{
    /// <summary>Looks whether a file could go now; nothing is touched.</summary>
    /// <exception cref="SkippedException">It could not.</exception>
    public Standing Check(PlannedRemoval removal)
    {
        using var keeper = CheckedFile.OpenKeeper(place.Root(removal.Keeper), removal.Keeper, checks);
        using var victim = CheckedFile.OpenVictim(place.Root(removal.Victim), removal.Victim, checks);
        RequireTwo(keeper, victim);
        KeeperLink.Require(way, removal);
        return Standing.InPlace;
    }

    /// <summary>Takes a file away: the keeper is looked at first.</summary>
    /// <exception cref="SkippedException">It stays.</exception>
    /// <exception cref="IOException">It cannot be moved.</exception>
    public Standing Remove(PlannedRemoval removal)
    {
        var mover = MoverOf(removal);
        using var keeper = CheckedFile.OpenKeeper(place.Root(removal.Keeper), removal.Keeper, checks);
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

    /// <summary>Puts a file back where it was, unless something new stands there.</summary>
    /// <exception cref="SkippedException">It stays in the quarantine.</exception>
    /// <exception cref="IOException">It cannot be moved.</exception>
    public Standing Return(PlannedRemoval removal)
    {
        using var away = OpenAway(removal);
        using var folder = OpenFolder(removal.Victim);
        var name = FolderWalk.Part(removal.Victim.Path).Name;
        var mover = MoverOf(removal);
        if (way != CleanWay.Move)
            new KeeperLink(way, plan, removal, mover).TakeAway(folder, name);
        mover.Move(away, folder, name, removal.Victim.Hash);
        return Standing.InPlace;
    }

    /// <summary>
    /// Where a file is that was to be taken away when the journal ended; what was half done is tidied.
    /// </summary>
    /// <param name="removal">The file.</param>
    /// <param name="wasEnded">Whether the process was ended meanwhile; else it failed.</param>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    public Standing SettleLeaving(PlannedRemoval removal, bool wasEnded)
    {
        var (victim, mover) = (removal.Victim, MoverOf(removal));
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
        var isAway = IsIt(quarantine, name, victim);
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

    /// <summary>Where a file is that was to be put back when the journal ended.</summary>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    public Standing SettleReturning(PlannedRemoval removal)
    {
        var (victim, mover) = (removal.Victim, MoverOf(removal));
        var name = FolderWalk.Part(victim.Path).Name;
        using var quarantine = place.FolderAway(victim, make: true);
        using var folder = OpenFolder(victim);
        if (way != CleanWay.Move)
            new KeeperLink(way, plan, removal, mover).Tidy(folder, name);
        Mover.Forget(folder, mover.Partial);
        var aside = FileCalls.Look(quarantine, mover.Aside) is not null;
        var isAway = aside || IsIt(quarantine, name, victim);
        // What stands for it has the same bytes, and may have the same time: that is not the file.
        var isBack = IsIt(folder, name, victim) && way switch
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

    // The very file, or a copy of it from another disk.
    private static bool IsIt(SafeFileHandle folder, string name, PlannedFile victim)
    {
        if (FileCalls.Look(folder, name) is not { IsFile: true } facts || facts.Size != victim.Size
            || facts.Written != victim.Written)
            return false;
        if (victim.IsFileOf(facts))
            return true;
        using var file = CheckedFile.Open(folder, name, SafetyChecks.All);
        return file.Hash() == victim.Hash;
    }

    private Mover MoverOf(PlannedRemoval removal) => new(plan.Hash, removal.Number, checks);

    private void RequireTwo(CheckedFile keeper, CheckedFile victim)
    {
        if (checks.HasFlag(SafetyChecks.TwoFiles) && keeper.Facts.IsSameFileAs(victim.Facts))
            throw new SkippedException(SkipReason.SameFile);
    }

    private CheckedFile OpenAway(PlannedRemoval removal)
    {
        try
        {
            var file = CheckedFile.Open(place.Quarantine, place.PathAway(removal.Victim), checks);
            if (!checks.HasFlag(SafetyChecks.ReturnedContent)
                || (file.Facts.Written == removal.Victim.Written && file.Hash() == removal.Victim.Hash))
                return file;
            file.Dispose();
        }
        catch (IOException error)
        {
            throw SkippedException.Of(error);
        }

        throw new SkippedException(SkipReason.Changed);
    }

    private SafeFileHandle OpenFolder(PlannedFile file)
    {
        try
        {
            return place.FolderOf(file);
        }
        catch (IOException error) when (error.HResult == FileCalls.NotThere)
        {
            throw new SkippedException(SkipReason.FolderGone, error.Message);
        }
    }
}
