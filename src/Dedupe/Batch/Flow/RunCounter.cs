using Dedupe.Clustering;
using Dedupe.Signing;
using Dedupe.Sources;

namespace Dedupe.Batch.Flow;

/// <summary>Counts what a run found. Cost: linear in documents and pairs.</summary>
/// <param name="documents">The documents.</param>
/// <param name="shingleSize">Words in a shingle.</param>
internal sealed class RunCounter(SignedCollection documents, int shingleSize)
{
    // summary.json can be given as a file of options, so it stays small.
    private const int MostEncodedFiles = 1000;

    /// <summary>The summary of the run.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="edges">The pairs.</param>
    /// <param name="refusedEdges">Edges that joined no cluster.</param>
    /// <param name="totals">What the parts took and counted.</param>
    public RunSummary Summarize(
        IReadOnlyList<Cluster> clusters, VerifiedEdges edges, long refusedEdges, RunTotals totals)
    {
        var byRelation = Enum.GetValues<Relation>().ToDictionary(relation => relation, _ => 0L);
        var shortMatched = new HashSet<int>();
        foreach (ref readonly var pair in edges)
        {
            if (!documents.IsNewPair(pair.A, pair.B))
                continue;
            byRelation[pair.Relation]++;
            if (pair.Relation == Relation.None)
                continue;
            if (IsNewAndShort(pair.A))
                shortMatched.Add(pair.A);
            if (IsNewAndShort(pair.B))
                shortMatched.Add(pair.B);
        }

        var encoded = EncodedFiles();
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
            EncodedFileCount = encoded.Count,
            EncodedFiles = [.. encoded.Take(MostEncodedFiles)
                .Select(static file => new EncodedFile(file.Key, file.Value))],
            TooShort = Enumerable.Range(0, documents.Count).LongCount(IsNewAndShort),
            TooShortMatched = shortMatched.Count,
            TextBytes = documents.TextBytes,
            Keys = totals.Sum.Keys,
            Candidates = totals.Sum.Candidates,
            PairsByRelation = byRelation,
            RefusedEdges = refusedEdges,
            Clusters = real.Count,
            Duplicates = real.Sum(
                cluster => cluster.Members.LongCount(
                    member => member.Number != cluster.Representative.Number && !documents.IsEarlier(member.Number))),
            Retries = totals.Sum.Retries,
            Limits = totals.Limits,
            Stages = totals.Stages,
            Started = totals.Started,
            Finished = DateTimeOffset.UtcNow,
            Seconds = totals.Seconds,
            PeakMemoryBytes = totals.Sum.PeakMemory,
        };
    }

    // A few bytes a file, for files whose documents were decoded.
    private SortedDictionary<string, SortedDictionary<string, long>> EncodedFiles()
    {
        var files = new SortedDictionary<string, SortedDictionary<string, long>>(StringComparer.Ordinal);
        for (var document = 0; document < documents.Count; document++)
        {
            if (documents.IsEarlier(document) || documents.EncodingOf(document) is not { } name
                || documents.File(document) is not { } file)
                continue;
            if (!files.TryGetValue(file, out var encodings))
                files.Add(file, encodings = new SortedDictionary<string, long>(StringComparer.Ordinal));
            encodings[name] = encodings.GetValueOrDefault(name) + 1;
        }

        return files;
    }

    private SortedDictionary<string, long> Encodings()
    {
        var byName = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (codePage, count) in Enumerable.Range(0, documents.Count)
            .Where(document => !documents.IsEarlier(document))
            .CountBy(document => documents.At(document).CodePage))
            byName[TextEncodings.NameOf(codePage)] = count;
        return byName;
    }

    private bool IsNewAndShort(int document) =>
        documents.At(document).Words < shingleSize && !documents.IsEarlier(document);
}
