using Dedupe.Batch;
using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>
/// Applies a plan: each file goes only after its keeper and then itself were found to be what they were. It may be
/// ended at any moment and goes on with the same call; what does not hold is left and counted.
/// </summary>
/// <param name="folder">The folder of the plan.</param>
/// <param name="checks">What is looked at.</param>
internal sealed class CleanApply(string folder, SafetyChecks checks = SafetyChecks.All)
{
    /// <summary>The name of the quarantine in the folder of a plan.</summary>
    public const string QuarantineName = "quarantine";

    /// <summary>The name of the folder of filtered copies in the folder of a plan.</summary>
    public const string CopiesName = "filtered";

    /// <summary>What is done with the files. Of files of records the originals go to the quarantine in any
    /// case.</summary>
    public CleanWay Way { get; init; }

    /// <summary>Whether files of records are replaced; else copies without these records are written in the folder of
    /// the plan. Default no.</summary>
    public bool InPlace { get; init; }

    /// <summary>The formats that the run read.</summary>
    public InputFormats Formats { get; init; } = InputFormats.Standard;

    /// <summary>Whether two names can be swapped at once, where the file system can; tests say no.</summary>
    public bool CanSwap { get; init; } = true;

    /// <summary>The quarantine; null: in the folder of the plan.</summary>
    public string? To { get; init; }

    /// <summary>Whether files are only looked at. Default no.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The file of what people decided; null: all that the plan names goes.</summary>
    public string? Decisions { get; init; }

    /// <summary>Does it.</summary>
    /// <exception cref="CleaningRefusedException">The plan cannot be applied. Nothing was touched.</exception>
    /// <exception cref="RunDirectoryInUseException">Another process is at work in the folder of the plan.</exception>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public CleanResult Run(IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CleaningRefusedException.RequireLinux();
        CleanPlan.RequireThere(folder);
        using var taken = IsDryRun ? null : RunLock.Take(folder, "cleaning", alone: true);
        var plan = CleanPlan.Read(folder, checks);
        var kept = CleanDecisions.Read(Decisions, plan);
        var away = RawPath.Full(To ?? Path.Combine(folder, QuarantineName));
        foreach (var root in plan.Roots.Where(root => CleanPlanner.Contains(root.Path, away)))
            throw new CleaningRefusedException(
                $"The quarantine {away} is inside {RawPath.Show(root.Path)}, and would be read as input next time: " +
                "choose another folder.");
        var copies = InPlace || IsDryRun || !plan.Removals.Any(static removal => removal.Victim.Record is not null)
            ? null
            : RawPath.Full(Path.Combine(folder, CopiesName));
        foreach (var root in plan.Roots.Where(root => copies is not null && CleanPlanner.Contains(root.Path, copies)))
            throw new CleaningRefusedException(
                $"The folder of the plan is inside {RawPath.Show(root.Path)}, and what is written there would be " +
                "read as input next time: move it elsewhere.");
        if (IsDryRun)
        {
            using var looked = new CleanPlace(plan, null, checks);
            return Run(plan, null, looked, kept, progress, cancellationToken);
        }

        using var journal = CleanJournal.Open(folder, plan);
        if (journal.Way is { } way && journal.Standings.Any(static standing => standing != Standing.InPlace)
            && (way != Way || journal.Quarantine != away))
            throw new CleaningRefusedException(
                $"The plan was begun with {CleanWords.Of(way)}, quarantine {RawPath.Show(journal.Quarantine!)}: go " +
                "on in the same way, or undo it first.");
        if (Array.Exists(journal.Standings, static standing => standing == Standing.Returning))
            throw new CleaningRefusedException($"Undoing was begun and not ended: end it with undo first.");
        using var place = new CleanPlace(plan, away, checks, copies);
        journal.Begin(Way, away);
        return Run(plan, journal, place, kept, progress, cancellationToken);
    }

    private CleanResult Run(
        CleanPlan plan, CleanJournal? journal, CleanPlace place, HashSet<int> kept,
        IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var step = new CleanStep(plan, journal, checks);
        var keepers = new Keepers(plan, place, journal, checks);
        var work = new UnitWork(
            new CleanWork(plan, place, Way, keepers, checks),
            new RecordWork(
                plan, place, step, journal, keepers,
                new RecordCopy(new RecordFiles(plan.Reading(Formats)), checks, cancellationToken), checks)
            {
                InPlace = InPlace,
                CanSwap = CanSwap,
            });
        var (todo, before, recordsBefore) = ToDo(plan, journal, step, work, kept);
        var unreached = new Dictionary<int, IOException>();
        step.Run(
            IsDryRun ? "check" : CleanWords.Of(Way), todo, Begin,
            unit => unreached.TryGetValue(unit.First.Number, out var problem) ? throw SkippedException.Of(problem)
                : IsDryRun ? work.Check(unit)
                : work.Remove(unit),
            unit => work.SettleLeaving(unit, wasEnded: false), progress,
            cancellationToken);
        return step.Result(before, recordsBefore);

        void Begin(CleanUnit unit)
        {
            // A copy in the folder of the plan is no step: nothing has to be found out or undone after it.
            if (journal is null || (unit.IsRecords && !InPlace))
                return;
            if (NoteFolder(place, journal, unit.Victim) is { } problem)
            {
                unreached.Add(unit.First.Number, problem);
                return;
            }

            foreach (var removal in unit.Removals)
                journal.Note(removal.Number, Standing.Leaving);
        }
    }

    // What is left to do, after what was half done is tidied, and how much was done before.
    private static (List<CleanUnit> Units, long Before, long RecordsBefore) ToDo(
        CleanPlan plan, CleanJournal? journal, CleanStep step, UnitWork work, HashSet<int> kept)
    {
        var todo = new List<CleanUnit>();
        long before = 0, recordsBefore = 0;
        foreach (var unit in CleanUnit.Of(plan.Removals))
        {
            if (journal is not null)
                step.Settle(work, unit);
            var (done, going) = (0, new List<PlannedRemoval>());
            var isOpen = false;
            foreach (var removal in unit.Removals)
            {
                var standing = journal?.Standings[removal.Number] ?? Standing.InPlace;
                isOpen |= standing == Standing.Leaving;
                if (standing is Standing.Away or Standing.Deleted)
                    done++;
                else if (standing == Standing.InPlace && kept.Contains(removal.Number))
                    step.Skip(removal, SkipReason.Decided);
                else if (standing == Standing.InPlace)
                    going.Add(removal);
            }

            before += unit.IsRecords ? 0 : done;
            recordsBefore += unit.IsRecords ? done : 0;
            if (going.Count == 0 || isOpen)
                continue;
            if (done > 0)
                step.Skip(new CleanUnit(going), SkipReason.WrittenAgain);
            else
                todo.Add(new CleanUnit(going));
        }

        return (todo, before, recordsBefore);
    }

    // Without the time of its folder a file does not go: undoing could not give it back.
    private static IOException? NoteFolder(CleanPlace place, CleanJournal journal, PlannedFile victim)
    {
        var key = $"{victim.Root}/{FolderWalk.Part(victim.Path).Folder}";
        if (journal.Folders.ContainsKey(key))
            return null;
        try
        {
            using var open = place.FolderOf(victim);
            journal.Folder(key, FileCalls.Look(open).Written);
            return null;
        }
        catch (IOException error)
        {
            return error;
        }
    }
}
