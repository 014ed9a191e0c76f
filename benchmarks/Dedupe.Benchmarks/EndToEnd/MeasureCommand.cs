using System.Diagnostics;
using System.Text.Json;

namespace Dedupe.Benchmarks.EndToEnd;

/// <summary>
/// <c>measure</c>: runs a command and appends a JSON line with its wall time, processor time and peak memory to a file.
/// The memory is that of the whole process tree, looked at every 10 ms. Linux only.
/// </summary>
internal static class MeasureCommand
{
    private const int LookEveryMilliseconds = 10;

    /// <summary>Runs it: <c>measure --tool NAME --round N --to FILE -- COMMAND...</c>.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        var dash = arguments.IndexOf("--");
        if (dash < 0 || dash == arguments.Length - 1)
            throw new UsageException("measure: the command stands after --.");
        var line = new Arguments(arguments[..dash]);
        var tool = line.Need("tool");
        var round = line.Number("round", 1);
        var to = line.Need("to");
        line.End();

        var before = Usage.ChildrenSeconds();
        var clock = Stopwatch.StartNew();
        using var process =
            Process.Start(
                new ProcessStartInfo(
                    arguments[dash + 1], arguments[(dash + 2)..].ToArray())
                { UseShellExecute = false })!;
        var peak = 0L;
        do
        {
            peak = Math.Max(peak, Usage.ResidentBytes(process.Id));
        }
        while (!process.WaitForExit(LookEveryMilliseconds));
        var wall = clock.Elapsed.TotalSeconds;
        var cpu = Usage.ChildrenSeconds() - before;
        File.AppendAllText(
            to,
            JsonSerializer.Serialize(
                new Measurement(tool, round, wall, cpu, peak / 1e6, process.ExitCode), Measurement.Json) + "\n");
        if (process.ExitCode != 0)
            Console.Error.WriteLine($"{tool}: exit code {process.ExitCode}");
        return process.ExitCode;
    }
}
