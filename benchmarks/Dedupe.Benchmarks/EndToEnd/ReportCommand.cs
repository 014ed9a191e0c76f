using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Dedupe.Benchmarks.Scoring;

namespace Dedupe.Benchmarks.EndToEnd;

/// <summary>
/// <c>report</c>: the measurements of all rounds and the scores of all tools, as a table to read and as JSON to keep.
/// </summary>
internal static class ReportCommand
{
    private const string Baseline = "wc -w";
    private const string NearOnly = "dedupe --near-only";

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Runs it.</summary>
    public static int Run(Arguments line)
    {
        var measured = line.Need("measurements");
        var corpus = line.Need("corpus");
        var labels = line.Find("labels");
        var results = line.Need("results");
        var folder = line.Need("out");
        var commit = line.Find("commit") ?? "unknown";
        var versions = line.Find("versions") ?? "";
        var name = line.Find("name") ?? "end-to-end";
        line.End();

        var documents = File.ReadLines(corpus).Count();
        var megabytes = new FileInfo(corpus).Length / 1e6;
        var measurements = File.ReadLines(measured)
            .Select(text => JsonSerializer.Deserialize<Measurement>(text, Measurement.Json)!)
            .ToList();
        var wc = Median(measurements.Where(run => run.Tool == Baseline).Select(run => run.Wall));
        var tools = measurements
            .GroupBy(run => run.Tool, StringComparer.Ordinal)
            .Select(runs => Summarize(runs.Key, [.. runs], documents, wc, labels, Path.Combine(results, runs.Key)))
            .ToList();

        Directory.CreateDirectory(folder);
        var machine = Machine.Describe();
        var facts = new
        {
            machine,
            cores = Environment.ProcessorCount,
            system = RuntimeInformation.OSDescription,
            runtime = RuntimeInformation.FrameworkDescription,
            kernel = Signing.HashFamily.Kernel,
            commit,
            versions,
            corpus = new { documents, megabytes },
            tools,
            measurements,
        };
        File.WriteAllText(Path.Combine(folder, name + ".json"), JsonSerializer.Serialize(facts, Indented) + "\n");
        var table = Table(
            tools, $"{machine}, {facts.cores} cores, {facts.runtime}, kernel {facts.kernel}, commit {commit}",
            documents, megabytes, versions);
        File.WriteAllText(Path.Combine(folder, name + ".md"), table);
        Console.Write(table);
        return 0;
    }

    private static ToolResult Summarize(
        string tool, Measurement[] runs, int documents, double wc, string? labels, string directory)
    {
        var wall = Median(runs.Select(run => run.Wall));
        var found = labels is not null && File.Exists(Path.Combine(directory, "pairs.jsonl"));
        var truth = found ? new TruePairs(labels!, closed: false) : null;
        var score = found ? RunScore.Of(directory, truth!) : null;
        var summary = Path.Combine(directory, "summary.json");
        using var counts = File.Exists(summary) ? JsonDocument.Parse(File.ReadAllText(summary)) : null;
        return new ToolResult(
            tool, runs.Length, wall, Median(runs.Select(run => run.Cpu)), runs.Max(run => run.PeakMegabytes),
                documents / wall, wall / wc,
            counts?.RootElement.GetProperty("clusters").GetInt32(),
            counts?.RootElement.GetProperty("duplicates").GetInt32(),
            score?.Precision, score?.Recall,
            truth?.ByLabel.ToDictionary(
                label => label.Key, label => (double)score!.ByLabel.GetValueOrDefault(label.Key) / label.Value,
                StringComparer.Ordinal));
    }

    private static string Table(
        List<ToolResult> tools, string heading, int documents, double megabytes, string versions)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{heading}.\n{documents} documents, {megabytes:0.0} MB of JSON lines; medians of {tools[0].Rounds} " +
            $"interleaved rounds.");
        text.Append(versions.Length > 0 ? $" {versions}.\n\n" : "\n\n");
        text.Append(
            "| tool | wall s | CPU s | CPU / near-only | peak MB | documents/s | MB/s | wall / wc -w | clusters " +
            "| duplicates | precision | recall | recall identical | near-duplicate | derived |\n");
        text.Append("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        var near = tools.Find(static tool => tool.Tool == NearOnly)?.MedianCpu;
        foreach (var tool in tools.OrderBy(tool => tool.MedianWall))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {tool.Tool} | {tool.MedianWall:0.00} | {tool.MedianCpu:0.00} | {tool.MedianCpu / near:0.00} ");
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {tool.PeakMegabytes:0} | {tool.DocumentsPerSecond:0} | {megabytes / tool.MedianWall:0} | " +
                $"{tool.RatioToWc:0.00} ");
            text.Append(CultureInfo.InvariantCulture, $"| {tool.Clusters} | {tool.Duplicates} ");
            text.Append(CultureInfo.InvariantCulture, $"| {tool.Precision:0.0000} | {tool.Recall:0.0000} ");
            foreach (var label in (string[])["identical", "near-duplicate", "derived"])
                text.Append(
                    tool.RecallByLabel?.TryGetValue(label, out var recall) == true ? $"| {recall:0.0000} " : "|  ");
            text.Append("|\n");
        }

        return text.ToString();
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
