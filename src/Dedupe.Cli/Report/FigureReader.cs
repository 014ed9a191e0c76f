using System.Text;
using System.Text.Json;
using Dedupe.Batch;
using Dedupe.Reporting;

namespace Dedupe.Cli.Report;

/// <summary>Reads the results of a finished run once, line by line, and counts.</summary>
/// <param name="directory">The run directory.</param>
internal sealed class FigureReader(string directory)
{
    private readonly Dictionary<UInt128, int> clusterOf = [];

    /// <summary>Counts. Memory: some 100 bytes a document in clusters, up to 1 kB a cluster.</summary>
    /// <exception cref="InvalidDataException">There is no finished run, or a line is not what it should be.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public ReportFigures Read(CancellationToken cancellationToken)
    {
        if (FinishedRun.Problem(directory, out var manifest) is { } problem)
            throw new InvalidDataException(problem);
        using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, ResultFolder.SummaryName)));
        var figures = new ReportFigures
        {
            Summary = summary.RootElement.Clone(),
            Inputs = [.. manifest!.Inputs.Select(static input => input.Path)],
        };
        ByteLines.Read(
            Path.Combine(directory, ResultFolder.ClustersName), (line, offset) => Add(figures, line, offset),
            cancellationToken);
        ByteLines.Read(
            Path.Combine(directory, ResultFolder.PairsName), (line, offset) => AddPair(figures, line, offset),
            cancellationToken);
        return figures;
    }

    private void Add(ReportFigures figures, ReadOnlySpan<byte> line, long offset)
    {
        var cluster = ResultJson.Cluster(line);
        var copies = cluster.Copies.ToList();
        var dates = cluster.Members.Select(ResultJson.DateOf).OfType<DateTimeOffset>().ToList();
        var facts = new ClusterFacts
        {
            Offset = offset,
            Kept = PairNumbers.Hash(Encoding.UTF8.GetBytes(cluster.Representative)),
            Size = cluster.Members.Count,
            Lowest = copies.Count == 0 ? 1 : (float)copies.Min(static copy => copy.Jaccard),
            Sources = cluster.Members.Select(static member => member.Source).OfType<string>()
                .Distinct(StringComparer.Ordinal).Count(),
            Days = dates.Count == 0 ? 0 : (int)(dates.Max() - dates.Min()).TotalDays,
        };
        foreach (var member in cluster.Members)
            clusterOf[PairNumbers.Hash(Encoding.UTF8.GetBytes(member.Id))] = figures.Clusters.Count;
        figures.Clusters.Add(facts);
        figures.Sizes[facts.Size] = figures.Sizes.GetValueOrDefault(facts.Size) + 1;
        figures.Sources.Add(cluster);
        foreach (var copy in copies)
        {
            figures.Copies[copy.Relation] = figures.Copies.GetValueOrDefault(copy.Relation) + 1;
            figures.Coverage.Add(copy.Coverage);
            if (ResultJson.DateOf(copy) is { } date)
            {
                var day = DateOnly.FromDateTime(date.UtcDateTime);
                figures.Days[day] = figures.Days.GetValueOrDefault(day) + 1;
            }
        }
    }

    private void AddPair(ReportFigures figures, ReadOnlySpan<byte> line, long offset)
    {
        var pair = PairNumbers.Of(line);
        figures.Pairs[pair.Relation] = figures.Pairs.GetValueOrDefault(pair.Relation) + 1;
        if (!figures.Similarity.TryGetValue(pair.Relation, out var similarity))
            figures.Similarity[pair.Relation] = similarity = new Histogram();
        similarity.Add(pair.Jaccard);
        if (clusterOf.TryGetValue(pair.A, out var cluster)
            && clusterOf.TryGetValue(pair.B, out var other)
            && cluster == other)
        {
            figures.Clusters[cluster].Add(pair, offset);
            return;
        }

        if (!figures.Links.TryGetValue(pair.Relation, out var links))
            figures.Links[pair.Relation] = links = new LinkSample();
        links.Add(pair.A ^ UInt128.RotateLeft(pair.B, 1), offset);
    }
}
