using Dedupe.Batch;
using Dedupe.Reporting;

namespace Dedupe.Benchmarks.EndToEnd;

/// <summary>
/// <c>faults</c>: lets every call to the file system fail once, in runs in parts and in memory, and compares what is
/// written with what an undisturbed run writes, and with what resuming makes of it. Prints a table; the exit code is 1
/// when something was wrong.
/// </summary>
internal sealed class FaultsCommand
{
    private static readonly string[] Names =
        [ResultFolder.ClustersName, ResultFolder.PairsName, ResultFolder.RejectedName];
    private static readonly string[] Kinds = ["eio", "enospc", "full", "short"];

    private readonly FaultLibrary library = new();
    private readonly string run;
    private readonly string temporary = Path.GetTempPath();
    private readonly byte[][] whole;
    private readonly int rejections;

    private FaultsCommand(string work, DedupeResult result)
    {
        run = Path.Combine(work, "run");
        whole = [.. Names.Select(name => File.ReadAllBytes(Path.Combine(run, name)))];
        rejections = result.Rejections.Count;
    }

    /// <summary>
    /// Runs it: <c>faults --input DIR --work DIR [--every N] [--first N]</c>, with TMPDIR below the folder that the
    /// library watches.
    /// </summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (input, work) = (Path.GetFullPath(arguments.Need("input")), Path.GetFullPath(arguments.Need("work")));
        var (every, first) = (arguments.Number("every", 1), arguments.Number("first", 1));
        arguments.End();
        var job =
            new JobOptions
            {
                Inputs = [input],
                OutputDirectory = Path.Combine(work, "run"),
                Dedupe = new DedupeOptions { Threads = 1 }
            };
        job = job with { Source = job.Source with { RetryDelay = TimeSpan.FromMilliseconds(1) } };
        var command = new FaultsCommand(work, await new DedupeJob(job).RunAsync());
        Console.WriteLine(
            "| run | fault | calls that failed | done nevertheless | input rejected | clear error | wrong |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|--:|");
        var wrong = await command.TryAllAsync("in parts", job with { PartBytes = 40_000 }, every, first);
        // Hundreds of calls that are all the same: some of them do.
        wrong += await command.TryAllAsync(
            "in parts, with temporary files",
            job with { PartBytes = 40_000, Dedupe = job.Dedupe with { MemoryBytes = 1000 } }, every * 17, first);
        wrong += await command.TryAllAsync("in memory", job, every, first);
        return wrong == 0 ? 0 : 1;
    }

    private async Task<int> TryAllAsync(string name, JobOptions job, int every, int first)
    {
        var sum = 0;
        foreach (var kind in Kinds)
        {
            var (tried, done, rejected, told, wrong) = (0, 0, 0, 0, 0);
            for (var call = first; ; call += every)
            {
                if (Directory.Exists(run))
                    Directory.Delete(run, recursive: true);
                library.Arm(kind, call);
                var (result, error) = await RunAsync(job);
                var hit = library.Hit;
                library.Arm("", 0);
                if (hit.Length == 0)
                    break;
                tried++;
                var isOther = result is not null && result.Rejections.Count != rejections;
                done += result is not null && !isOther ? 1 : 0;
                rejected += isOther ? 1 : 0;
                told += error is null ? 0 : 1;
                var fault = Judge(result, error, isOther)
                    ?? await JudgeResumedAsync(job, isOther, hit.Contains(job.Inputs[0], StringComparison.Ordinal));
                if (fault is null)
                    continue;
                wrong++;
                Console.Error.WriteLine($"{name}, {kind}, call {call} ({hit}): {fault}");
            }

            Console.WriteLine($"| {name} | {kind} | {tried} | {done} | {rejected} | {told} | {wrong} |");
            sum += wrong;
        }

        return sum;
    }

    private static async Task<(DedupeResult? Result, Exception? Error)> RunAsync(JobOptions job)
    {
        try
        {
            return (await new DedupeJob(job).RunAsync(), null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return (null, error);
        }
    }

    private string? Judge(DedupeResult? result, Exception? error, bool isOther)
    {
        if (error is not null and not IOException and not UnauthorizedAccessException and not InvalidDataException)
            return $"an error that tells nobody anything: {error}";
        for (var i = 0; i < Names.Length && !isOther; i++)
        {
            var file = Path.Combine(run, Names[i]);
            if (!File.Exists(file) ? result is not null : !whole[i].AsSpan().SequenceEqual(File.ReadAllBytes(file)))
                return $"{Names[i]} is missing or wrong; error: {error?.Message}";
        }

        return Directory.EnumerateFiles(temporary, "dedupe-*").Any() ? "a temporary file is left" : null;
    }

    private async Task<string?> JudgeResumedAsync(JobOptions job, bool isOther, bool wasOfInput)
    {
        try
        {
            var again = new DedupeJob(job with { Resume = true });
            if (again.CheckResume() == ResumeState.Complete)
                again.DeleteParts();
            else
                await again.RunAsync();
        }
        catch (ResumeRefusedException) when (isOther || wasOfInput)
        {
            // The inputs look otherwise than they did in the moment of the fault.
            return null;
        }
        catch (Exception error)
        {
            return $"cannot be resumed: {error}";
        }

        for (var i = 0; i < Names.Length && !isOther; i++)
        {
            if (!whole[i].AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(run, Names[i]))))
                return $"{Names[i]} is wrong after resuming";
        }

        var left = Directory.EnumerateFileSystemEntries(run)
            .Select(Path.GetFileName)
            .Where(static file => file != "run.json" && file != "summary.json" && !Names.Contains(file))
            .ToList();
        return left.Count > 0 ? $"{string.Join(", ", left)} left after resuming" : null;
    }
}
