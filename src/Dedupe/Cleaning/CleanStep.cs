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

    /// <summary>Leaves a file as it is.</summary>
    public void Skip(PlannedRemoval removal, SkipReason reason, string? detail = null) => skips.Add(new CleanSkip(
        removal.Number, RawPath.Show(Path.Combine(plan.Roots[removal.Victim.Root].Path, removal.Victim.Path)), reason,
        detail ?? CleanWords.Of(reason)));

    /// <summary>Tells of the folder of a file, whose time could not be set.</summary>
    public void SkipFolder(PlannedFile file, string detail) => skips.Add(new CleanSkip(
        0, RawPath.Show(Path.Combine(plan.Roots[file.Root].Path, FolderWalk.Part(file.Path).Folder)),
        SkipReason.Failed, detail));

    /// <summary>Finds out where a file is that the last process was about to move, and tidies after it.</summary>
    /// <returns>Where it is; unchanged where that cannot be seen now, which is told.</returns>
    public Standing Settle(CleanWork work, PlannedRemoval removal)
    {
        var standing = journal!.Standings[removal.Number];
        try
        {
            var now = standing switch
            {
                Standing.Leaving => work.SettleLeaving(removal, wasEnded: true),
                Standing.Returning => work.SettleReturning(removal),
                _ => standing,
            };
            if (now != standing)
                journal.Note(removal.Number, now);
            else if (now == Standing.Leaving)
                Skip(removal, SkipReason.Gone);
            return now;
        }
        catch (SkippedException skipped)
        {
            Skip(removal, skipped.Reason, skipped.Message);
        }
        catch (IOException error)
        {
            Skip(removal, SkippedException.Of(error).Reason, error.Message);
        }

        return standing;
    }

    /// <summary>Does it.</summary>
    /// <param name="name">What is done, for those who wait.</param>
    /// <param name="removals">The files.</param>
    /// <param name="begin">Noted before a file is touched.</param>
    /// <param name="act">Does one; tells what became of it.</param>
    /// <param name="settle">Looks what became of one that failed.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it, after the file at hand.</param>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public void Run(
        string name, IReadOnlyList<PlannedRemoval> removals, Action<PlannedRemoval> begin,
        Func<PlannedRemoval, Standing> act, Func<PlannedRemoval, Standing> settle,
        IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        long seen = 0;
        foreach (var stretch in removals.Chunk(Stretch))
        {
            foreach (var removal in stretch)
                begin(removal);
            if (checks.HasFlag(SafetyChecks.JournalFirst))
                journal?.Flush();
            foreach (var removal in stretch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Do(removal, act, settle);
                progress?.Report(new RunProgress(name, ++seen, removals.Count, bytes) { Unit = "files" });
            }
        }

        journal?.Flush();
    }

    /// <summary>What was done.</summary>
    public CleanResult Result(long before) =>
        new(done, bytes, before, [.. skips.OrderBy(static skip => skip.Number)]);

    private void Do(
        PlannedRemoval removal, Func<PlannedRemoval, Standing> act, Func<PlannedRemoval, Standing> settle)
    {
        try
        {
            var standing = act(removal);
            journal?.Note(removal.Number, standing);
            done++;
            bytes += removal.Victim.Size;
            return;
        }
        catch (SkippedException skipped)
        {
            Skip(removal, skipped.Reason, skipped.Message);
        }
        catch (IOException error)
        {
            Skip(removal, SkippedException.Of(error).Reason, error.Message);
        }

        if (journal is null)
            return;
        try
        {
            journal.Note(removal.Number, settle(removal));
        }
        catch (Exception error) when (error is IOException or SkippedException)
        {
            // What became of it cannot be seen now: the next call looks again.
        }
    }
}
