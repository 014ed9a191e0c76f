using System.Globalization;
using System.Text;
using Dedupe.Batch;

namespace Dedupe.Cli.Slurm;

/// <summary>What the ranks of a run printed, for who wants to know why parts are missing.</summary>
internal static class RankOutputs
{
    private const int Tail = 1 << 16;

    /// <summary>
    /// The ranks that ended with an error and have parts that are not done. A rank that was started again since counts
    /// by its last start.
    /// </summary>
    public static IReadOnlyList<RankFailure> Failures(RunStatus run)
    {
        var folder = new SlurmFolder(run.Directory).Path;
        if (run.Complete || !Directory.Exists(folder))
            return [];
        var failures = new List<RankFailure>();
        foreach (var file in Directory.EnumerateFiles(folder,
            "*" + SlurmFolder.OutputSuffix).Order(StringComparer.Ordinal))
        {
            // An older file tells of a run that was there before.
            if (File.GetLastWriteTimeUtc(file) >= run.Planned && Read(file) is { } failure && IsMissing(run, failure))
                failures.Add(failure);
        }

        return failures;
    }

    /// <summary>Reads the end of what a rank printed; null when it tells no error.</summary>
    internal static RankFailure? Read(string file)
    {
        string[] lines = End(file).Split('\n');
        var start = Array.FindLastIndex(
            lines, static line => line.StartsWith(SlurmScript.Begun + " ", StringComparison.Ordinal));
        // == near-group: rank 3 of 8 on ...
        var words = start < 0 ? [] : lines[start].Split(' ');
        if (words is not [_, var step, "rank", var rank, "of", var of, ..]
            || !int.TryParse(rank, CultureInfo.InvariantCulture, out var rankNumber)
            || !int.TryParse(of, CultureInfo.InvariantCulture, out var ranks)
            || ranks < 1)
            return null;
        var error = Array.FindLast(lines[start..], IsError);
        return error is null ? null : new RankFailure(step.TrimEnd(':'), rankNumber, ranks, error.Trim(), file);
    }

    private static bool IsError(string line) =>
        line.StartsWith("dedupe: ", StringComparison.Ordinal)
        || (line.StartsWith("slurmstepd", StringComparison.Ordinal) && line.Contains("error:",
            StringComparison.Ordinal) && !line.Contains("JOB REQUEUE", StringComparison.Ordinal));

    private static bool IsMissing(RunStatus run, RankFailure failure) =>
        run.Steps.Any(
            step => step.Step.Name == failure.Step && step.Missing.Any(part => part % failure.Of == failure.Rank));

    private static string End(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = Math.Max(0, stream.Length - Tail);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
