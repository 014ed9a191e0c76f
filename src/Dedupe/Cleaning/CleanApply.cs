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

    /// <summary>What is done with the files.</summary>
    public CleanWay Way { get; init; }

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
        using var place = new CleanPlace(plan, away, checks);
        journal.Begin(Way, away);
        return Run(plan, journal, place, kept, progress, cancellationToken);
    }

    private CleanResult Run(
        CleanPlan plan, CleanJournal? journal, CleanPlace place, HashSet<int> kept,
        IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var step = new CleanStep(plan, journal, checks);
        var work = new CleanWork(plan, place, Way, checks);
        var todo = new List<PlannedRemoval>();
        var unreached = new Dictionary<int, IOException>();
        long before = 0;
        foreach (var removal in plan.Removals)
        {
            var standing = journal is null ? Standing.InPlace : step.Settle(work, removal);
            if (standing == Standing.Leaving)
                continue;
            if (standing != Standing.InPlace)
                before++;
            else if (kept.Contains(removal.Number))
                step.Skip(removal, SkipReason.Decided);
            else
                todo.Add(removal);
        }

        step.Run(
            IsDryRun ? "check" : CleanWords.Of(Way), todo, Begin,
            removal => unreached.TryGetValue(removal.Number, out var problem) ? throw SkippedException.Of(problem)
                : IsDryRun ? work.Check(removal)
                : work.Remove(removal),
            removal => work.SettleLeaving(removal, wasEnded: false), progress,
            cancellationToken);
        return step.Result(before);

        void Begin(PlannedRemoval removal)
        {
            if (journal is null)
                return;
            if (NoteFolder(place, journal, removal.Victim) is { } problem)
                unreached.Add(removal.Number, problem);
            else
                journal.Note(removal.Number, Standing.Leaving);
        }
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
