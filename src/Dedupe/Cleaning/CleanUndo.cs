using Dedupe.Batch;
using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>
/// Puts back what applying a plan took away: the very files, to their places, where nothing new stands. It may be ended
/// at any moment and goes on with the same call.
/// </summary>
/// <param name="folder">The folder of the plan.</param>
/// <param name="checks">What is looked at.</param>
internal sealed class CleanUndo(string folder, SafetyChecks checks = SafetyChecks.All)
{
    /// <summary>Whether two names can be swapped at once, where the file system can; tests say no.</summary>
    public bool CanSwap { get; init; } = true;

    /// <summary>Does it.</summary>
    /// <exception cref="CleaningRefusedException">The plan was never applied, or cannot be read.</exception>
    /// <exception cref="RunDirectoryInUseException">Another process is at work in the folder of the plan.</exception>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public CleanResult Run(IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CleaningRefusedException.RequireLinux();
        CleanPlan.RequireThere(folder);
        if (!CleanJournal.IsThere(folder))
            throw new CleaningRefusedException($"The plan in {folder} was never applied: there is nothing to undo.");
        using var taken = RunLock.Take(folder, "undoing", alone: true);
        var plan = CleanPlan.Read(folder, checks);
        using var journal = CleanJournal.Open(folder, plan);
        if (journal.Way is not { } way || journal.Quarantine is not { } quarantine)
            return new CleanResult(0, 0, 0, []);
        if (RawFiles.StateOf(quarantine).Kind != FileStateKind.Folder
            && Array.Exists(journal.Standings, static standing => standing is Standing.Away or Standing.Returning))
            throw new CleaningRefusedException(
                $"The quarantine {RawPath.Show(quarantine)} is not there: its disk is not mounted, or it was moved.");
        using var place = new CleanPlace(plan, quarantine, checks);
        var step = new CleanStep(plan, journal, checks);
        var keepers = new Keepers(plan, place, journal, checks);
        var work = new UnitWork(
            new CleanWork(plan, place, way, keepers, checks),
            new RecordWork(
                plan, place, step, journal, keepers,
                new RecordCopy(new RecordFiles(new SourceOptions()), checks, cancellationToken), checks)
            {
                InPlace = true,
                CanSwap = CanSwap,
            });
        var todo = new List<CleanUnit>();
        // The last one first, as one walks back.
        foreach (var unit in Enumerable.Reverse(CleanUnit.Of(plan.Removals)))
        {
            step.Settle(work, unit);
            List<PlannedRemoval> away =
                [.. unit.Removals.Where(removal => journal.Standings[removal.Number] == Standing.Away)];
            if (away.Count > 0)
                todo.Add(new CleanUnit(away));
            else if (journal.Standings[unit.First.Number] == Standing.Deleted)
                step.Skip(unit, SkipReason.Deleted);
        }

        step.Run(
            "undo", todo, unit =>
            {
                foreach (var removal in unit.Removals)
                    journal.Note(removal.Number, Standing.Returning);
            }, work.Return, work.SettleReturning, progress, cancellationToken);
        if (SetFolderTimes(plan, place, journal, step)
            && Array.TrueForAll(journal.Standings, static standing => standing == Standing.InPlace))
            journal.ForgetFolders();
        journal.Flush();
        return step.Result(0);
    }

    // Folders that lost a file and have all again.
    private static bool SetFolderTimes(CleanPlan plan, CleanPlace place, CleanJournal journal, CleanStep step)
    {
        var areSet = true;
        foreach (var files in plan.Removals.GroupBy(static removal =>
            $"{removal.Victim.Root}/{FolderWalk.Part(removal.Victim.Path).Folder}"))
        {
            if (!journal.Folders.TryGetValue(files.Key, out var written)
                || !files.All(removal => journal.Standings[removal.Number] == Standing.InPlace))
                continue;
            try
            {
                using var folder = place.FolderOf(files.First().Victim);
                using var open = FileCalls.Reopened(folder);
                FileCalls.SetWritten(open, written, files.Key);
            }
            catch (IOException error)
            {
                // Its files are back; its time is set by the next call.
                step.SkipFolder(files.First().Victim, error.Message);
                areSet = false;
            }
        }

        return areSet;
    }
}
