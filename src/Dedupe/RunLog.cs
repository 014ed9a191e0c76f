using System.Diagnostics;
using Dedupe.Clustering;
using Dedupe.Indexing;
using Dedupe.Signing;
using Dedupe.Sources;

namespace Dedupe;

/// <summary>Counts and times a run while it passes by, and tells the progress.</summary>
/// <param name="progress">Told how far the run is; null: nobody.</param>
/// <param name="nearOnly">Whether the reuse stage is left out.</param>
internal sealed class RunLog(IProgress<RunProgress>? progress, bool nearOnly = false)
{
    private readonly DateTimeOffset started = DateTimeOffset.UtcNow;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<(string Stage, double Seconds, long Allocated)> stages = [];
    private long signed;
    private long bytes;
    private long keys;
    private long candidates;
    private double stageStart;
    private long stageAllocated = GC.GetTotalAllocatedBytes();

    /// <summary>Counts the limits that are met.</summary>
    public Limits Limits { get; } = new();

    private string Stage =>
        stages.Count switch { 0 => "sign", 1 => "near", 2 when !nearOnly => "reuse", _ => "cluster" };

    /// <summary>Takes documents that were signed; called from any thread.</summary>
    public void Signed(long documents, long textBytes)
    {
        var done = Interlocked.Add(ref signed, documents);
        progress?.Report(new RunProgress("sign", done, 0, Interlocked.Add(ref bytes, textBytes)));
    }

    /// <summary>Takes candidate pairs and the number of keys they come from, and passes the pairs on.</summary>
    public CandidatePair[] Candidates(CandidatePair[] pairs)
    {
        candidates += pairs.Length;
        return pairs;
    }

    /// <summary>Counts the entries of an index.</summary>
    public void Keys(long entries) => keys += entries;

    /// <summary>Takes word of pairs that were compared; called from any thread.</summary>
    public void Compared(long done, long total) =>
        progress?.Report(new RunProgress(Stage, done, total, bytes));

    /// <summary>A stage ends here, and the next one begins.</summary>
    public void StageDone(string stage)
    {
        var now = clock.Elapsed.TotalSeconds;
        var allocated = GC.GetTotalAllocatedBytes();
        stages.Add((stage, now - stageStart, allocated - stageAllocated));
        (stageStart, stageAllocated) = (now, allocated);
        if (Stage != stage)
            progress?.Report(new RunProgress(Stage, 0, 0, bytes));
    }

    /// <summary>The summary of the run.</summary>
    public RunSummary Summarize(
        SignedCollection documents, IReadOnlyList<Cluster> clusters, VerifiedEdges edges, long refusedEdges,
            int shingleSize)
    {
        var byRelation = Enum.GetValues<Relation>().ToDictionary(relation => relation, _ => 0L);
        var shortMatched = new HashSet<int>();
        foreach (ref readonly var pair in edges)
        {
            byRelation[pair.Relation]++;
            if (pair.Relation == Relation.None)
                continue;
            if (IsTooShort(pair.A))
                shortMatched.Add(pair.A);
            if (IsTooShort(pair.B))
                shortMatched.Add(pair.B);
        }

        var earlier = documents.HasEarlier ? Enumerable.Range(0, documents.Count).Count(documents.IsEarlier) : 0;
        var real = clusters.Where(cluster => cluster.Members.Count > 1).ToList();
        return new RunSummary
        {
            Read = documents.Count - earlier + documents.Notes.Rejected.Count,
            Accepted = documents.Count - earlier,
            Earlier = earlier,
            Rejected = documents.Notes.Rejected.Count,
            UnreadDates = documents.Notes.UnreadDates.Count,
            FirstUnreadDate = documents.Notes.UnreadDates.First,
            Encodings = Encodings(),
            TooShort = Enumerable.Range(0, documents.Count)
                .LongCount(document => IsTooShort(document) && !documents.IsEarlier(document)),
            TooShortMatched = shortMatched.Count,
            TextBytes = documents.TextBytes,
            Keys = keys,
            Candidates = candidates,
            PairsByRelation = byRelation,
            RefusedEdges = refusedEdges,
            Clusters = real.Count,
            Duplicates = real.Sum(
                cluster => cluster.Members.LongCount(
                    member => member.Document != cluster.Representative && !documents.IsEarlier(member.Document))),
            Retries = 0,
            Limits = Limits.ToList(),
            Stages = [.. stages.Select(stage =>
                new StageTime(
                    stage.Stage, stage.Seconds, documents.TextBytes / 1e6 / Math.Max(stage.Seconds, 1e-9),
                    stage.Allocated))],
            Started = started,
            Finished = DateTimeOffset.UtcNow,
            Seconds = clock.Elapsed.TotalSeconds,
            PeakMemoryBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };

        IReadOnlyDictionary<string, long> Encodings()
        {
            var byName = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (var (codePage, count) in Enumerable.Range(0, documents.Count)
                .Where(document => !documents.IsEarlier(document))
                .CountBy(document => documents.At(document).CodePage))
                byName[TextEncodings.NameOf(codePage)] = count;
            return byName;
        }

        bool IsTooShort(int document) => documents.At(document).Words < shingleSize;
    }
}
