using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cleaning;

/// <summary>
/// Finds out where a file of records is that was about to be written again, or put back, when the journal ended, and
/// tidies what was half done. Nothing is deleted that is not known to be a copy or to have been written here.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="place">Its folders.</param>
/// <param name="journal">Its journal.</param>
/// <param name="checks">What is looked at.</param>
internal sealed class RecordSettling(CleanPlan plan, CleanPlace place, CleanJournal? journal, SafetyChecks checks)
{
    // The number of the file: of its first record in the plan, whichever of them go.
    private readonly Dictionary<string, int> numbers = plan.Removals
        .Where(static removal => removal.Victim.Record is not null)
        .GroupBy(static removal => removal.Victim.Key, StringComparer.Ordinal)
        .ToDictionary(static file => file.Key, static file => file.First().Number, StringComparer.Ordinal);

    /// <summary>What moves a file.</summary>
    public Mover MoverOf(CleanUnit unit) => MoverOf(unit.First);

    /// <summary>The same.</summary>
    public Mover MoverOf(PlannedRemoval removal) => new(plan.Hash, numbers[removal.Victim.Key], checks);

    /// <summary>Whether a name stands for what was written in the place of a file.</summary>
    public bool IsWritten(SafeFileHandle folder, string name, PlannedFile victim)
    {
        if (journal?.Written.GetValueOrDefault(victim.Key) is not { } written
            || FileCalls.Look(folder, name) is not { IsFile: true } facts || facts.Size != written.Size)
            return false;
        using var file = CheckedFile.Open(folder, name, SafetyChecks.All);
        return file.Hash() == written.Hash;
    }

    /// <summary>Where a file is that was about to be written again.</summary>
    public Standing Leaving(CleanUnit unit, bool wasEnded)
    {
        var (victim, mover) = (unit.Victim, MoverOf(unit));
        using var folder = place.FolderOf(victim);
        using var quarantine = place.FolderAway(victim, make: true);
        var name = FolderWalk.Part(victim.Path).Name;
        // On another disk: a copy is in the quarantine, and the original had not gone.
        foreach (var rest in (string[])[mover.Aside, mover.New, name])
        {
            if (Has(folder, rest, victim) && CheckedFile.IsThere(quarantine, name, victim))
                FileCalls.Delete(quarantine, name);
            if (rest == mover.Aside && Has(folder, rest, victim))
                FileCalls.Move(folder, rest, folder, FileCalls.Look(folder, name) is null ? name : mover.New);
        }

        Mover.Forget(quarantine, mover.Partial);
        if (Has(folder, mover.New, victim))
        {
            PutBack(folder, mover, name, victim);
            // Somebody wrote to the new file already: that stays, and so does the original, in the quarantine.
            if (Has(folder, mover.New, victim))
            {
                using var old = CheckedFile.Open(folder, mover.New, checks);
                mover.Move(old, quarantine, name, victim.Hash);
            }
        }

        var isAway = CheckedFile.IsThere(quarantine, name, victim) && !Has(folder, name, victim);
        if (isAway && FileCalls.Look(folder, name) is null && IsWritten(folder, mover.New, victim))
            FileCalls.Move(folder, mover.New, folder, name);
        else
            TidyNew(folder, mover, name, victim, isAway);
        if (isAway)
            return Standing.Away;
        return wasEnded && FileCalls.Look(folder, name) is null ? Standing.Leaving : Standing.InPlace;
    }

    /// <summary>Where a file is that was about to be put back.</summary>
    public Standing Returning(CleanUnit unit)
    {
        var (victim, mover) = (unit.Victim, MoverOf(unit));
        using var folder = place.OpenFolder(victim);
        using var quarantine = place.FolderAway(victim, make: true);
        var name = FolderWalk.Part(victim.Path).Name;
        Mover.Forget(folder, mover.Partial);
        // In the middle of the two moves, where names cannot be swapped: also what is somebody's.
        if (FileCalls.Look(folder, name) is null && FileCalls.Look(folder, mover.New) is not null
            && !CheckedFile.IsThere(folder, mover.New, victim))
            FileCalls.Move(folder, mover.New, folder, name);
        var aside = FileCalls.Look(quarantine, mover.Aside) is not null;
        var isBack = CheckedFile.IsThere(folder, name, victim);
        if (isBack)
        {
            if (IsWritten(folder, mover.New, victim))
                FileCalls.Delete(folder, mover.New);
            else if (FileCalls.Look(folder, mover.New) is not null)
                // Somebody's, which stood in the place when the two were swapped.
                return GiveBack(folder, quarantine, mover, name, victim);
            if (aside)
                FileCalls.Delete(quarantine, mover.Aside);
            else if (CheckedFile.IsThere(quarantine, name, victim))
                FileCalls.Delete(quarantine, name);
            return Standing.InPlace;
        }

        if (aside)
            FileCalls.Move(quarantine, mover.Aside, quarantine, name);
        if (CheckedFile.IsThere(folder, mover.New, victim))
            Keep(folder, mover.New, quarantine, mover, name, victim);
        else if (IsWritten(folder, mover.New, victim))
            FileCalls.Delete(folder, mover.New);
        return Standing.Away;
    }

    // The very file under a name.
    private static bool Has(SafeFileHandle folder, string name, PlannedFile victim) =>
        FileCalls.Look(folder, name) is { } facts && victim.IsFileOf(facts);

    // What was written goes, or what is not whole; what somebody had put in the place of the file gets its name back.
    private void TidyNew(SafeFileHandle folder, Mover mover, string name, PlannedFile victim, bool isAway)
    {
        if (FileCalls.Look(folder, mover.New) is null)
            return;
        if (!isAway && IsWritten(folder, name, victim) && FileCalls.Swap(folder, mover.New, name)
            && !IsWritten(folder, mover.New, victim))
            FileCalls.Swap(folder, mover.New, name);
        if (Has(folder, name, victim) || IsWritten(folder, mover.New, victim))
            Mover.Forget(folder, mover.New);
    }

    // The original has its name again, and what was written goes; unless that is not what was written.
    private void PutBack(SafeFileHandle folder, Mover mover, string name, PlannedFile victim)
    {
        if (FileCalls.Look(folder, name) is null)
        {
            FileCalls.Move(folder, mover.New, folder, name);
        }
        else if (IsWritten(folder, name, victim) && FileCalls.Swap(folder, mover.New, name))
        {
            if (IsWritten(folder, mover.New, victim))
                FileCalls.Delete(folder, mover.New);
            else
                FileCalls.Swap(folder, mover.New, name);
        }
    }

    // The original goes to the quarantine again, and what stands beside it has its name.
    private static Standing GiveBack(
        SafeFileHandle folder, SafeFileHandle quarantine, Mover mover, string name, PlannedFile victim)
    {
        if (FileCalls.Look(quarantine, mover.Aside) is not null)
            FileCalls.Move(quarantine, mover.Aside, quarantine, name);
        Keep(folder, name, quarantine, mover, name, victim);
        FileCalls.Move(folder, mover.New, folder, name);
        return Standing.Away;
    }

    // The original is in the quarantine again.
    private static void Keep(
        SafeFileHandle folder, string held, SafeFileHandle quarantine, Mover mover, string name, PlannedFile victim)
    {
        if (CheckedFile.IsThere(quarantine, name, victim))
        {
            FileCalls.Delete(folder, held);
            return;
        }

        using var file = CheckedFile.Open(folder, held, SafetyChecks.All);
        mover.Move(file, quarantine, name, victim.Hash);
    }
}
