using System.Diagnostics;

namespace Dedupe.Cli.Views;

/// <summary>Progress as plain lines, one every ten seconds at most.</summary>
internal sealed class ProgressLines(TextWriter output) : IProgress<RunProgress>
{
    private const long Every = 10;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private long lines;

    public void Report(RunProgress value)
    {
        var due = (long)(clock.Elapsed.TotalSeconds / Every);
        var seen = Interlocked.Read(ref lines);
        // Whoever moves the counter writes the line; the others go on.
        if (due > seen && Interlocked.CompareExchange(ref lines, due, seen) == seen)
            output.WriteLine($"{due * Every} s: {ProgressText.Of(value)}");
    }
}
