using System.Globalization;
using System.Text.Json;
using Dedupe.Cli.Report;

namespace Dedupe.Cli.Views;

/// <summary>The figures of a run as bars for a terminal, or as JSON.</summary>
/// <param name="output">Takes them.</param>
/// <param name="ink">Makes headings stand out.</param>
internal sealed class StatsView(TextWriter output, Ink ink)
{
    private const int Widest = 40;

    /// <summary>Writes bars.</summary>
    public void Write(ReportFigures figures)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Totals.Count(figures.Clusters.Count, "cluster")} of " +
            $"{Totals.Count(figures.Clusters.Sum(static one => (long)one.Size), "document")}"));
        Bars("clusters by size", SizeSteps.Of(figures.Sizes));
        Bars(
            "pairs by relation",
            [
                .. figures.Pairs.OrderByDescending(static pair => pair.Key)
                    .Select(static pair => (Names.Of(pair.Key), pair.Value))
            ]);
        if (figures.Coverage.Total > 0)
            Bars("copies by coverage, from", Steps(figures.Coverage));
        if (figures.Sources.IsKnown)
            Bars(
                "copies by source",
                [.. figures.Sources.Totals.Take(15).Select(static one => (Printable.Of(one.Source, 40), one.Copies))]);
        if (TimeSteps.Of(figures.Days) is { Count: > 1 } time)
            Bars("copies over time", time);
    }

    /// <summary>Writes one JSON object.</summary>
    public void WriteJson(ReportFigures figures)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("clusters", figures.Clusters.Count);
            Counts(json, "sizes", figures.Sizes.Select(
                static one => (one.Key.ToString(CultureInfo.InvariantCulture), one.Value)));
            Counts(json, "pairs", figures.Pairs.OrderByDescending(static one => one.Key)
                .Select(static one => (Names.Of(one.Key), one.Value)));
            Counts(json, "copies", figures.Copies.OrderBy(static one => one.Key, StringComparer.Ordinal)
                .Select(static one => (one.Key, one.Value)));
            Counts(json, "coverage", Steps(figures.Coverage));
            json.WriteStartArray("sources");
            foreach (var (source, kept, copies) in figures.Sources.Totals)
            {
                json.WriteStartObject();
                json.WriteString("source", source);
                json.WriteNumber("kept", kept);
                json.WriteNumber("copies", copies);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Counts(json, "days", figures.Days.Select(
                static one => (one.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), one.Value)));
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static List<(string, long)> Steps(Histogram histogram) =>
    [
        .. histogram.Counts.Select(static (count, step) => (
            ((double)step / Histogram.Steps).ToString("0.00", CultureInfo.InvariantCulture), count))
    ];

    private static void Counts(Utf8JsonWriter json, string name, IEnumerable<(string Name, long Count)> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts)
            json.WriteNumber(key, count);
        json.WriteEndObject();
    }

    private void Bars(string title, IReadOnlyList<(string Label, long Count)> bars)
    {
        if (bars.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine(ink.Bold(title));
        var most = Math.Max(1, bars.Max(static bar => bar.Count));
        var wide = bars.Max(static bar => Columns.Of(bar.Label));
        foreach (var (label, count) in bars)
        {
            var bar = new string('█', (int)Math.Ceiling((double)count / most * Widest));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {Columns.Pad(label, wide)}  {count,10:#,0}  {bar}").TrimEnd());
        }
    }
}
