using System.Globalization;
using Dedupe.Batch;
using Dedupe.Cli.Slurm;

namespace Dedupe.Cli.Views;

/// <summary>A run, stage by stage, as a table.</summary>
/// <param name="output">Takes the lines.</param>
/// <param name="ink">Makes the stage at hand stand out.</param>
internal sealed class StatusView(TextWriter output, Ink ink)
{
    // Missing parts are listed as far as they fit a line.
    private const int MostRanges = 8;

    /// <summary>Writes the table, what failed, and how to go on.</summary>
    public void Write(RunStatus run, IReadOnlyList<RankFailure> failures)
    {
        var directory = Printable.Of(run.Directory);
        var done = run.Complete ? "complete" : $"at {run.Current?.Step.Name}";
        output.WriteLine(
            $"{directory}: {ByteSize.Format(run.InputBytes)} of input in {Totals.Count(run.Parts, "part")}, {done}");
        output.WriteLine(
            ink.Dim($"  {"stage",-14}{"parts",12}{"time",10}{"documents/s",14}{"MB/s",9}{"left",10}  missing"));
        foreach (var step in run.Steps)
            Line(step, run.Current == step);
        if (failures.Count > 0)
            output.WriteLine("Ended with an error:");
        foreach (var failure in failures)
        {
            var file = Printable.Of(Path.GetRelativePath(run.Directory, failure.File));
            output.WriteLine(
                $"  {Printable.Of(failure.Step)}, rank {failure.Rank} of {failure.Of}: " +
                $"{Printable.Of(failure.Message)}  ({file})");
        }

        if (run.Current is not { } current)
            return;
        var word = ShellWord.Shown(run.Directory);
        if (run.Parts == 1 && run.Steps[0].Done == 0)
            output.WriteLine(
                "A run of one part, which dedupe cluster does in memory: nothing is kept until it is done.");
        var rank = current.Step.Parts > 1 ? " --rank R --of N" : "";
        output.WriteLine(
            $"Next: dedupe {PlanView.Command(current.Step, word)}{rank}; all that is left: dedupe stage all {word}");
    }

    private void Line(StepStatus step, bool current)
    {
        var parts = $"{step.Done} of {step.Step.Parts}";
        var time = step.Done == 0 ? "" : Duration(step.ActiveSeconds);
        var documents = step.DocumentsPerSecond > 0
            ? step.DocumentsPerSecond.ToString("#,0", CultureInfo.InvariantCulture)
            : "";
        var megabytes = step.MegabytesPerSecond > 0
            ? step.MegabytesPerSecond.ToString("#,0.0", CultureInfo.InvariantCulture)
            : "";
        var left = step is { Missing.Count: > 0, SecondsLeft: { } seconds } ? Duration(seconds) : "";
        var missing = current || step.Done > 0 ? Numbers.Ranges(step.Missing, ", ", MostRanges) : "";
        var damaged = step.Damaged.Count == 0 ? "" : $"  damaged: {Numbers.Ranges(step.Damaged, ", ", MostRanges)}";
        var numbers = $"{parts,12}{time,10}{documents,14}{megabytes,9}{left,10}";
        var line = $"  {step.Step.Name,-14}{numbers}  {missing}{damaged}".TrimEnd();
        output.WriteLine(current ? ink.Bold(line) : line);
    }

    /// <summary>A time in one unit, such as <c>42 s</c> or <c>1.5 h</c>.</summary>
    private static string Duration(double seconds) => seconds switch
    {
        < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 119.5 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 119.5 * 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };
}
