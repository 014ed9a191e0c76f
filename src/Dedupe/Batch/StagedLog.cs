using System.Diagnostics;
using Dedupe.Clustering;
using Dedupe.Indexing;
using Dedupe.Signing;
using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>
/// Counts and times the parts of a staged run, and tells the progress. What a part took stands in its file, so that it
/// is known whoever did it.
/// </summary>
/// <param name="files">The part files.</param>
/// <param name="progress">Told how far the run is.</param>
/// <param name="retries">Reads that failed for a moment, so far.</param>
internal sealed class StagedLog(PartFolder files, IProgress<RunProgress>? progress, Func<long> retries)
{
    private const string LimitsName = "limits";

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
        (current, currentPart) = (next, number);
        stats = default;
        Limits = new Limits();
        (signedBefore, bytesBefore) = (signed, bytes);
        allocatedBefore = GC.GetTotalAllocatedBytes();
        retriesBefore = retries();
        clock.Restart();
        if (next.Tier is not null)
            Tell();
    }

    /// <summary>Takes documents that were signed; called from any thread.</summary>
    public void Signed(long documents, long textBytes)
    {
        // Counted whether or not anybody listens.
        var (count, size) = (Interlocked.Add(ref signed, documents), Interlocked.Add(ref bytes, textBytes));
        progress?.Report(new RunProgress(current!.Name, count, 0, size));
    }

    /// <summary>Takes word of pairs that were compared; called from any thread.</summary>
    /// <remarks>Pairs of one part say little about the stage: its parts are told.</remarks>
    public void Compared(long done, long total) => Tell();

    /// <summary>Counts keys.</summary>
    public void Keys(long entries) => stats = stats with { Keys = stats.Keys + entries };

    /// <summary>Counts candidate pairs, and passes them on.</summary>
    public CandidatePair[] Candidates(CandidatePair[] pairs)
    {
        stats = stats with { Candidates = stats.Candidates + pairs.Length };
        return pairs;
    }

    /// <summary>A part ends; what it took goes into its file.</summary>
    public void End(PartWriter file)
    {
        file.Write<PartStats>(PartStats.Name, 0, [Now()]);
        file.Write(LimitsName, 0, Limits.Counts);
    }

    /// <summary>The summary of the run, when the last step ends.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="clusters">The clusters.</param>
    /// <param name="edges">The pairs.</param>
    /// <param name="refusedEdges">Edges that joined no cluster.</param>
    /// <param name="shingleSize">Words in a shingle.</param>
    public RunSummary Summarize(
        RunSteps steps, SignedCollection documents, IReadOnlyList<Cluster> clusters, VerifiedEdges edges,
            long refusedEdges, int shingleSize)
    {
        var all = Now();
        var limits = new Limits();
        limits.Add(Limits.Counts);
        var stages = new List<StageTime>();
        foreach (var step in steps.All.SkipLast(1))
        {
            var sum = default(PartStats);
            for (var part = 0; part < step.Parts; part++)
                sum = sum.And(Of(step, part, limits));
            stages.Add(Time(step, sum));
            all = all.And(sum);
        }

        stages.Add(Time(steps.All[^1], Now()));
        return new RunLog(null).Summarize(documents, clusters, edges, refusedEdges, shingleSize) with
        {
            Keys = all.Keys,
            Candidates = all.Candidates,
            Retries = all.Retries,
            Limits = limits.ToList(),
            Stages = stages,
            Started = files.BegunAt,
            Seconds = all.Seconds,
            PeakMemoryBytes = all.PeakMemory,
        };

        StageTime Time(RunStep step, in PartStats took) =>
            new(step.Name, took.Seconds, documents.TextBytes / 1e6 / Math.Max(took.Seconds, 1e-9), took.Allocated);
    }

    private void Tell() =>
        progress?.Report(new RunProgress(current!.Name, currentPart, current.Parts, 0) { Unit = "parts" });

    // What an earlier run kept cost nothing here.
    private PartStats Of(RunStep step, int part, Limits limits)
    {
        if (!files.Has(step, part))
            return default;
        using var file = files.Open(step, part);
        limits.Add(file.Read<long>(LimitsName, 0));
        return file.Read<PartStats>(PartStats.Name, 0)[0];
    }

    private PartStats Now()
    {
        using var process = Process.GetCurrentProcess();
        return stats with
        {
            Seconds = clock.Elapsed.TotalSeconds,
            Allocated = GC.GetTotalAllocatedBytes() - allocatedBefore,
            PeakMemory = process.PeakWorkingSet64,
            Documents = signed - signedBefore,
            TextBytes = bytes - bytesBefore,
            Retries = retries() - retriesBefore,
        };
    }
}
