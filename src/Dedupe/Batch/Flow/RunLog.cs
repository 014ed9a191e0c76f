using System.Diagnostics;
using Dedupe.Indexing;

namespace Dedupe.Batch.Flow;

/// <summary>
/// Counts and times the parts of a run while they are done, and tells the progress. Of a run in memory people are told
/// four stages and the pairs of each; of a run in parts its steps and their parts.
/// </summary>
/// <param name="outputs">Where the notes of the parts are.</param>
/// <param name="input">The documents.</param>
/// <param name="nearOnly">Whether near-duplicates alone are looked for.</param>
/// <param name="progress">Told how far the run is; null: nobody.</param>
internal sealed class RunLog(IStepOutputs outputs, IRunInput input, bool nearOnly, IProgress<RunProgress>? progress)
{
    private readonly Stopwatch all = Stopwatch.StartNew();
    private readonly Stopwatch clock = new();
    private PartStats stats;
    private long allocatedBefore;
    private long retriesBefore;
    private RunStep? current;
    private int currentPart;
    private long signed;
    private long bytes;
    private long signedBefore;
    private long bytesBefore;

    /// <summary>Counts the limits that are met in the part at hand.</summary>
    public Limits Limits { get; private set; } = new();

    /// <summary>A part begins.</summary>
    public void Begin(RunStep next, int number)
    {
        var isNewStage = current is null || StageOf(current) != StageOf(next);
        (current, currentPart) = (next, number);
        stats = default;
        Limits = new Limits();
        (signedBefore, bytesBefore) = (signed, bytes);
        allocatedBefore = GC.GetTotalAllocatedBytes();
        retriesBefore = input.Retries;
        clock.Restart();
        if (next.Tier is null)
            return;
        if (outputs.IsInParts)
            TellParts();
        else if (isNewStage)
            progress?.Report(new RunProgress(StageOf(next), 0, 0, bytes));
    }

    /// <summary>Takes documents that were signed; called from any thread.</summary>
    public void Signed(long documents, long textBytes)
    {
        // Counted whether or not anybody listens.
        var (count, size) = (Interlocked.Add(ref signed, documents), Interlocked.Add(ref bytes, textBytes));
        progress?.Report(new RunProgress(StageOf(current!), count, 0, size));
    }

    /// <summary>Takes word of pairs that were compared; called from any thread.</summary>
    /// <remarks>Pairs of one part say little about the stage: its parts are told.</remarks>
    public void Compared(long done, long total)
    {
        if (outputs.IsInParts)
            TellParts();
        else
            progress?.Report(new RunProgress(StageOf(current!), done, total, bytes));
    }

    /// <summary>Counts keys.</summary>
    public void Keys(long entries) => stats = stats with { Keys = stats.Keys + entries };

    /// <summary>Counts candidate pairs, and passes them on.</summary>
    public CandidatePair[] Candidates(CandidatePair[] pairs)
    {
        stats = stats with { Candidates = stats.Candidates + pairs.Length };
        return pairs;
    }

    /// <summary>The part at hand ends.</summary>
    /// <returns>What it took and counted.</returns>
    public PartNotes End()
    {
        using var process = Process.GetCurrentProcess();
        var took = stats with
        {
            Seconds = clock.Elapsed.TotalSeconds,
            Allocated = GC.GetTotalAllocatedBytes() - allocatedBefore,
            PeakMemory = process.PeakWorkingSet64,
            Documents = signed - signedBefore,
            TextBytes = bytes - bytesBefore,
            Retries = input.Retries - retriesBefore,
        };
        return new PartNotes(took, Limits);
    }

    /// <summary>What all parts took and counted, when the last step ends.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="textBytes">Bytes of all texts.</param>
    public RunTotals Totals(RunSteps steps, long textBytes)
    {
        var last = End();
        var sum = default(PartStats);
        var limits = new Limits();
        var stages = new List<(string Name, PartStats Took)>();
        foreach (var step in steps.All)
        {
            if (stages.Count == 0 || stages[^1].Name != StageOf(step))
                stages.Add((StageOf(step), default));
            for (var part = 0; part < step.Parts; part++)
            {
                // What an earlier run kept cost nothing here.
                if ((step == steps.All[^1] ? last : outputs.Notes(step, part)) is not { } notes)
                    continue;
                sum = sum.And(notes.Stats);
                limits.Add(notes.Limits.Counts);
                stages[^1] = (stages[^1].Name, stages[^1].Took.And(notes.Stats));
            }
        }

        return new RunTotals(
            sum, limits.ToList(), [.. stages.Select(stage => Time(stage.Name, stage.Took))], outputs.BegunAt,
            outputs.IsInParts ? sum.Seconds : all.Elapsed.TotalSeconds);

        StageTime Time(string stage, in PartStats took) =>
            new(stage, took.Seconds, textBytes / 1e6 / Math.Max(took.Seconds, 1e-9), took.Allocated);
    }

    private void TellParts() =>
        progress?.Report(new RunProgress(current!.Name, currentPart, current.Parts, 0) { Unit = "parts" });

    private string StageOf(RunStep step) => (step.Stage, step.Tier) switch
    {
        _ when outputs.IsInParts => step.Name,
        (_, null) => RunSteps.Sign,
        (_, RunSteps.Near) => RunSteps.Near,
        (RunSteps.Cluster, RunSteps.Reuse) => RunSteps.Cluster,
        _ => nearOnly ? RunSteps.Cluster : RunSteps.Reuse,
    };
}
