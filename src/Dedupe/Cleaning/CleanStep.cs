using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>
/// What applying and undoing have in common: files in stretches, each noted on disk before it is touched, and looked at
/// again where something failed.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="journal">Its journal; null: nothing is done, all is only looked at.</param>
/// <param name="checks">What is looked at.</param>
internal sealed class CleanStep(CleanPlan plan, CleanJournal? journal, SafetyChecks checks)
{
    private const int Stretch = 128;

    private readonly List<CleanSkip> skips = [];
    private long done;
    private long bytes;
    private RecordCounts records;

    /// <summary>Leaves a file as it is.</summary>
    public void Skip(PlannedRemoval removal, SkipReason reason, string? detail = null) => skips.Add(new CleanSkip(
        removal.Number, RawPath.Show(Path.Combine(plan.Roots[removal.Victim.Root].Path, removal.Victim.Path)), reason,
        detail ?? CleanWords.Of(reason), removal.Victim.Record?.Line));

    /// <summary>Leaves all of a unit as it is.</summary>
    public void Skip(CleanUnit unit, SkipReason reason, string? detail = null)
    {
        foreach (var removal in unit.Removals)
            Skip(removal, reason, detail);
    }

    /// <summary>Counts records of a file that was done.</summary>
    /// <param name="count">How many.</param>
    /// <param name="freed">By how much the file became smaller.</param>
    public void TookRecords(long count, long freed)
    {
        if (count > 0)
            records = new RecordCounts(records.Records + count, records.Files + 1, records.Bytes + freed);
    }

    /// <summary>Tells of the folder of a file, whose time could not be set.</summary>
    public void SkipFolder(PlannedFile file, string detail) => skips.Add(new CleanSkip(
        0, RawPath.Show(Path.Combine(plan.Roots[file.Root].Path, FolderWalk.Part(file.Path).Folder)),
        SkipReason.Failed, detail));

    /// <summary>Finds out where a file is that the last process was about to move, and tidies after it.</summary>
    /// <remarks>What cannot be seen now is told, and stands as before.</remarks>
    public void Settle(ICleanWork work, CleanUnit unit)
    {
        foreach (var standing in (Standing[])[Standing.Leaving, Standing.Returning])
        {
            List<PlannedRemoval> open =
                [.. unit.Removals.Where(removal => journal!.Standings[removal.Number] == standing)];
            if (open.Count > 0)
                Settle(work, new CleanUnit(open), standing);
        }
    }

    /// <summary>Does it.</summary>
    /// <param name="name">What is done, for those who wait.</param>
    /// <param name="units">The files.</param>
    /// <param name="begin">Noted before a file is touched.</param>
    /// <param name="act">Does one; tells what became of it.</param>
    /// <param name="settle">Looks what became of one that failed.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it, after the file at hand.</param>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public void Run(
        string name, IReadOnlyList<CleanUnit> units, Action<CleanUnit> begin,
        Func<CleanUnit, Standing> act, Func<CleanUnit, Standing> settle,
        IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        long seen = 0;
        foreach (var stretch in units.Chunk(Stretch))
        {
            foreach (var unit in stretch)
                begin(unit);
            if (checks.HasFlag(SafetyChecks.JournalFirst))
                journal?.Flush();
            foreach (var unit in stretch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Do(unit, act, settle);
                progress?.Report(new RunProgress(name, ++seen, units.Count, bytes) { Unit = "files" });
            }
        }

        journal?.Flush();
    }

    /// <summary>What was done.</summary>
    public CleanResult Result(long before, long recordsBefore = 0) =>
        new(done, bytes, before, [.. skips.OrderBy(static skip => skip.Number)])
        {
            Records = records with { Before = recordsBefore },
        };

    private void Settle(ICleanWork work, CleanUnit unit, Standing standing) => Tried(unit, () =>
    {
        var now = standing == Standing.Leaving
            ? work.SettleLeaving(unit, wasEnded: true)
            : work.SettleReturning(unit);
        if (now == Standing.Leaving)
            Skip(unit, SkipReason.Gone);
        else if (now != standing)
            Note(unit, now);
    });

    private void Do(CleanUnit unit, Func<CleanUnit, Standing> act, Func<CleanUnit, Standing> settle)
    {
        if (Tried(unit, () =>
        {
            Note(unit, act(unit));
            if (unit.IsRecords)
                return;
            done++;
            bytes += unit.Victim.Size;
        }) || journal is null || !unit.Removals.Any(IsOpen))
            return;
        try
        {
            Note(unit, settle(unit));
        }
        catch (Exception error) when (error is IOException or SkippedException)
        {
            // What became of it cannot be seen now: the next call looks again.
        }
    }

    private bool Tried(CleanUnit unit, Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (SkippedException skipped)
        {
            Skip(unit, skipped.Reason, skipped.Message);
        }
        catch (IOException error)
        {
            Skip(unit, SkippedException.Of(error).Reason, error.Message);
        }

        return false;
    }

    // What was noted otherwise meanwhile stays so: a record whose keeper does not hold.
    private void Note(CleanUnit unit, Standing standing)
    {
        foreach (var removal in unit.Removals.Where(IsOpen))
            journal!.Note(removal.Number, standing);
    }

    private bool IsOpen(PlannedRemoval removal) =>
        journal?.Standings[removal.Number] is Standing.Leaving or Standing.Returning;
}
