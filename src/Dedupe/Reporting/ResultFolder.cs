using System.Text.Json;
using Dedupe.Sources;
using Dedupe.Storage;
using Dedupe.Verification;

namespace Dedupe.Reporting;

/// <summary>The files of one run: clusters.jsonl, pairs.jsonl, rejected.jsonl and summary.json.</summary>
internal sealed class ResultFolder
{
    /// <summary>One cluster a line.</summary>
    public const string ClustersName = "clusters.jsonl";

    /// <summary>One verified pair a line.</summary>
    public const string PairsName = "pairs.jsonl";

    /// <summary>One rejected input a line.</summary>
    public const string RejectedName = "rejected.jsonl";

    /// <summary>Counts, options and times.</summary>
    public const string SummaryName = "summary.json";

    /// <summary>The clusters as a table, where that was asked for; a member is a row.</summary>
    public const string ClustersTableName = "clusters.parquet";

    /// <summary>The pairs as a table, where that was asked for.</summary>
    public const string PairsTableName = "pairs.parquet";

    private static readonly string[] AllNames = [ClustersName, PairsName, RejectedName, SummaryName];

    private readonly string directory;

    /// <summary>The names of the files.</summary>
    internal static IReadOnlyList<string> Names => AllNames;

    /// <summary>The names of files that are there only where they were asked for.</summary>
    internal static IReadOnlyList<string> TableNames { get; } = [ClustersTableName, PairsTableName];

    /// <summary>Names a folder; nothing is touched.</summary>
    public ResultFolder(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        this.directory = directory;
    }

    /// <summary>Deletes the results of an earlier run, so that none of them can be taken for this run's.</summary>
    public void Clear()
    {
        foreach (var name in AllNames.Concat(TableNames))
        {
            File.Delete(Path.Combine(directory, name));
            File.Delete(Path.Combine(directory, name + AtomicFile.PartialSuffix));
        }
    }

    /// <summary>The names of the files that are not there; none of a run that is whole.</summary>
    public IReadOnlyList<string> Missing() => [.. AllNames.Where(name => !File.Exists(Path.Combine(directory, name)))];

    /// <summary>Checksums of the files by their names. Cost: they are read once.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    internal IReadOnlyDictionary<string, string> Checksums() =>
        AllNames.ToDictionary(
            static name => name, name => FileChecksum.Of(Path.Combine(directory, name)), StringComparer.Ordinal);

    /// <summary>The names of the files that are not there, or not what was written.</summary>
    /// <param name="checksums">What was written; a file without a checksum need only be there.</param>
    /// <exception cref="IOException">One cannot be read.</exception>
    internal IReadOnlyList<string> Lacking(IReadOnlyDictionary<string, string> checksums)
    {
        var missing = Missing();
        return [.. AllNames.Where(name => missing.Contains(name) || (checksums.TryGetValue(name,
            out var then) && FileChecksum.Of(Path.Combine(directory, name)) != then))];
    }

    /// <summary>Reads from summary.json what the exit code of a run depends on.</summary>
    /// <exception cref="InvalidDataException">The file is no summary; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public RunOutcome ReadOutcome()
    {
        var path = Path.Combine(directory, SummaryName);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var summary = json.RootElement;
            // Earlier versions did not count files, and documents may come from memory.
            var nothing = summary.TryGetProperty("files", out var files)
                && files.GetInt64() == 0
                && summary.Required("read").GetInt64() == 0;
            return new RunOutcome(
                summary.Required("duplicates").GetInt64(), summary.Required("rejected").GetInt64(), nothing,
                summary.Required("accepted").GetInt64());
        }
        catch (Exception error)
            when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path} is not the summary of a run: {WrittenJson.Describe(error)}", error);
        }
    }

    /// <summary>
    /// Writes the four files, each under its name only when it is whole; the folder is made when it is missing.
    /// </summary>
    /// <param name="result">What was found.</param>
    /// <param name="options">With which options.</param>
    /// <param name="source">How the input was read.</param>
    /// <param name="hashFamilyVersion">Version of the hash family that made the keys.</param>
    /// <param name="cancellationToken">Stops the writing; no half file stays.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Write(
        DedupeResult result, DedupeOptions options, SourceOptions source, int hashFamilyVersion,
            CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        Directory.CreateDirectory(directory);
        var ids = new DocumentIds(result.Documents);
        WriteLines(ClustersName, result.Clusters, (json, cluster) => ClusterLine.Write(json, cluster, ids));
        WriteLines(
            PairsName, result.Pairs,
            (json, pair) => PairLine.Write(json, pair, ids[pair.A], ids[pair.B], Earlier(pair)));
        WriteLines(RejectedName, result.Rejections, RejectionLine.Write);
        WriteFile(SummaryName, stream => JsonText.WriteIndented(
            stream, json => SummaryJson.Write(json, result.Summary, options, source, hashFamilyVersion)));

        string? Earlier(VerifiedPair pair) => ids.IsEarlier(pair.A) ? "a" : ids.IsEarlier(pair.B) ? "b" : null;

        void WriteLines<T>(string name, IReadOnlyList<T> items, Action<LineWriter, T> write) =>
            WriteFile(name, stream => JsonText.WriteLines(stream, items, write, options.Threads, cancellationToken));

        void WriteFile(string name, Action<Stream> write)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AtomicFile.Write(Path.Combine(directory, name), write);
        }
    }
}
