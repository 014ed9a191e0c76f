using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dedupe.Evaluation;
using Dedupe.Live;
using Dedupe.Reporting;
using Dedupe.Service.Stores;
using Dedupe.Sources;

namespace Dedupe.Benchmarks.Live;

/// <summary>
/// Streams a labelled set by date through a live index: how right the answers at arrival are, how right the clusters
/// after the settlement, and whether these are those of the batch, byte for byte.
/// </summary>
internal static class StreamCommand
{
    /// <summary>Runs it: --input FILE [--labels FILE] [--batch N] [--data FILE].</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (input, labelsFile) = (arguments.Need("input"), arguments.Find("labels"));
        var batch = Math.Max(1, arguments.Number("batch", 1));
        var folder = Directory.CreateTempSubdirectory("dedupe-live-").FullName;
        var data = arguments.Find("data") ?? Path.Combine(folder, "live.db");
        arguments.End();
        try
        {
            var documents = await ReadAsync(input).ConfigureAwait(false);
            var labels = labelsFile is null ? [] : LabelFile.Read(labelsFile);
            return await StreamAsync(documents, labels, data, Path.Combine(folder, "index"), batch)
                .ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>All documents of a file, those that have a date first, by date.</summary>
    public static async Task<List<Document>> ReadAsync(string input)
    {
        var sink = new Sink();
        await foreach (var batch in new FileSource([input], new SourceOptions()).ReadAsync(default))
        {
            using (batch)
                batch.Read(sink);
        }

        return [.. sink.Documents.OrderBy(static document => document.Date?.UtcTicks ?? long.MaxValue)];
    }

    private static async Task<int> StreamAsync(
        List<Document> documents, IReadOnlyList<LabelledPair> labels, string data, string index, int batch)
    {
        using var store = LiveStores.Open(data);
        await using var live = LiveIndex.Open(
            store, new LiveOptions { Folder = index, SettleAfter = 0, SettleEvery = null });
        var clock = Stopwatch.StartNew();
        var answers = new List<LiveAnswer>();
        foreach (var some in documents.Chunk(batch))
            answers.AddRange(await live.AddAsync([.. some.Select(static one => new LiveItem(one))], default)
                .ConfigureAwait(false));
        var streamed = clock.Elapsed;
        Write("at arrival", labels, Arrival.Of(documents, answers));
        clock.Restart();
        var settlement = await live.SettleAsync(default).ConfigureAwait(false);
        var settled = clock.Elapsed;
        var batchResult = await new Deduplicator().RunAsync(documents).ConfigureAwait(false);
        if (labels.Count > 0)
        {
            var score = PairEvaluation.Of(batchResult, labels);
            Console.WriteLine(
                $"settled: precision {score.Score.Precision:F3}, recall {score.Score.Recall:F3}, "
                    + $"F1 {score.Score.F1:F3}");
        }

        var different = Different(store, batchResult);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{documents.Count} articles in {streamed.TotalSeconds:F1} s "
                + $"({documents.Count / streamed.TotalSeconds:F0} a second), settled in {settled.TotalSeconds:F2} s: "
                + $"{settlement.Clusters} clusters, {settlement.Changes} changes, {different} clusters not those of " +
                    $"the batch"));
        return different == 0 ? 0 : 1;
    }

    private static int Different(DatabaseStore store, DedupeResult batch)
    {
        var lines = new HashSet<string>(StringComparer.Ordinal);
        var json = new LineWriter();
        foreach (var number in store.ReadMembers().Select(static member => member.Cluster).Distinct().ToList())
        {
            var (cluster, members) = store.ReadCluster(number)!.Value;
            json.Clear();
            StoredCluster.Write(json, store, cluster, members);
            lines.Add(Encoding.UTF8.GetString(json.Written));
        }

        var different = Math.Max(0, lines.Count - batch.Clusters.Count);
        var ids = new DocumentIds(batch.Documents);
        foreach (var cluster in batch.Clusters)
        {
            json.Clear();
            ClusterLine.Write(json, cluster, ids);
            different += lines.Contains(Encoding.UTF8.GetString(json.Written)) ? 0 : 1;
        }

        return different;
    }

    private static void Write(string when, IReadOnlyList<LabelledPair> labels, Arrival arrival)
    {
        if (labels.Count == 0)
            return;
        var judged = labels.Where(static label => label.Label != LabelledPair.Unsure)
            .Select(label => (label.IsPositive, Found: arrival.AreCopies(label.A, label.B))).ToList();
        var score = Score.Of(
            judged.Count(static one => one is { IsPositive: true, Found: true }),
            judged.Count(static one => one is { IsPositive: false, Found: true }),
            judged.Count(static one => one is { IsPositive: true, Found: false }));
        Console.WriteLine(
            $"{when}: precision {score.Precision:F3}, recall {score.Recall:F3}, F1 {score.F1:F3}");
    }

    private sealed class Sink : IDocumentSink
    {
        public List<Document> Documents { get; } = [];

        public void Accept(in Document document, Origin origin) => Documents.Add(document.Copy());

        public void Reject(Rejection rejection)
        {
        }
    }
}
