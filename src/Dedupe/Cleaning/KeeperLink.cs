using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cleaning;

/// <summary>What stands in the place of a file that went: another name of its keeper, a link to it, or a file that
/// shares its blocks.</summary>
internal sealed class KeeperLink(CleanWay way, CleanPlan plan, PlannedRemoval removal, Mover mover)
{
    /// <summary>Looks whether a file may be replaced so.</summary>
    /// <exception cref="SkippedException">It may not.</exception>
    public static void Require(CleanWay way, PlannedRemoval removal)
    {
        // No path leads to a record.
        if (removal.Keeper.Record is not null && way is not (CleanWay.Move or CleanWay.Delete))
            throw new SkippedException(SkipReason.CannotLink);
        if (way is not (CleanWay.HardLink or CleanWay.SharedBlocks))
            return;
        // Who opens the path later must find the very bytes that were there.
        if (!removal.HasSameBytes)
            throw new SkippedException(SkipReason.OtherBytes);
        if (removal.Victim.Device != removal.Keeper.Device)
            throw new SkippedException(SkipReason.CannotLink);
    }

    /// <summary>Makes it beside the file, under a name of its own.</summary>
    /// <exception cref="SkippedException">It cannot be made.</exception>
    public void Prepare(CheckedFile keeper, CheckedFile victim)
    {
        Mover.Forget(victim.Folder, mover.Link);
        try
        {
            if (way == CleanWay.SymbolicLink)
                FileCalls.LinkByPath(Target, victim.Folder, mover.Link);
            else if (way == CleanWay.HardLink)
                FileCalls.Link(keeper.Folder, keeper.Name, victim.Folder, mover.Link);
            else
                Share(keeper, victim);
            if (way == CleanWay.HardLink
                && (FileCalls.Look(victim.Folder, mover.Link) is not { } link || !link.IsSameFileAs(keeper.Facts)))
                throw new SkippedException(SkipReason.KeeperChanged);
        }
        catch (IOException error)
        {
            Mover.Forget(victim.Folder, mover.Link);
            throw new SkippedException(SkipReason.CannotLink, error.Message);
        }
        catch
        {
            Mover.Forget(victim.Folder, mover.Link);
            throw;
        }
    }

    /// <summary>Takes it away again; what is something else stays.</summary>
    /// <exception cref="SkippedException">Something else stands there.</exception>
    public void TakeAway(SafeFileHandle folder, string name)
    {
        if (FileCalls.Look(folder, name) is null)
            return;
        if (!IsOurs(folder, name))
            throw new SkippedException(SkipReason.InTheWay);
        Mover.Forget(folder, mover.Link);
        FileCalls.Move(folder, name, folder, mover.Link);
        if (!IsOurs(folder, mover.Link))
        {
            FileCalls.Move(folder, mover.Link, folder, name);
            throw new SkippedException(SkipReason.InTheWay);
        }

        FileCalls.Delete(folder, mover.Link);
    }

    /// <summary>Ends what <see cref="TakeAway"/> began; what is something else gets its name back.</summary>
    public void Tidy(SafeFileHandle folder, string name)
    {
        if (FileCalls.Look(folder, mover.Link) is null)
            return;
        if (IsOurs(folder, mover.Link))
            FileCalls.Delete(folder, mover.Link);
        else
            FileCalls.Move(folder, mover.Link, folder, name);
    }

    private bool IsOurs(SafeFileHandle folder, string name)
    {
        if (FileCalls.Look(folder, name) is not { } facts)
            return false;
        if (way == CleanWay.SymbolicLink)
            return facts.IsLink && FileCalls.LinkTarget(folder, name) == Target;
        if (way == CleanWay.HardLink)
            return facts.Device == removal.Keeper.Device && facts.Inode == removal.Keeper.Inode;
        if (!facts.IsFile || facts.Written != removal.Victim.Written || facts.Size != removal.Victim.Size)
            return false;
        using var file = CheckedFile.Open(folder, name, SafetyChecks.All);
        return file.Hash() == removal.Victim.Hash;
    }

    // Within one tree a link that holds when the tree is moved.
    private string Target
    {
        get
        {
            var (victim, keeper) = (removal.Victim, removal.Keeper);
            if (victim.Root != keeper.Root)
                return Path.Combine(plan.Roots[keeper.Root].Path, keeper.Path);
            var above = victim.Path.Split('/')[..^1];
            var target = keeper.Path.Split('/');
            var same = above.Zip(target[..^1]).TakeWhile(static pair => pair.First == pair.Second).Count();
            return string.Join('/', Enumerable.Repeat("..", above.Length - same).Concat(target[same..]));
        }
    }

    private void Share(CheckedFile keeper, CheckedFile victim)
    {
        using var file = FileCalls.CreateFile(victim.Folder, mover.Link);
        FileCalls.Share(file, keeper.File, mover.Link);
        FileCalls.CopyMetadata(victim.File, victim.Facts, file, mover.Link);
        FileCalls.Flush(file, mover.Link);
    }
}
