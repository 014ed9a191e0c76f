using Dedupe.Batch;

namespace Dedupe.Cli.Views;

/// <summary>The stages of a run, and the commands that do them.</summary>
internal static class PlanView
{
    /// <summary>Writes one line a stage.</summary>
    public static void Write(TextWriter output, RunStatus run)
    {
        var directory = ShellWord.Shown(run.Directory);
        output.WriteLine(
            $"{Printable.Of(run.Directory)}: {ByteSize.Format(run.InputBytes)} of input in " +
            $"{Totals.Count(run.Parts, "part")}. Each stage comes when the one before it is done:");
        foreach (var (step, _) in run.Steps.Select(static status => (status.Step, status.Missing)))
            output.WriteLine(
                $"  {step.Name,-14}{Totals.Count(step.Parts, "part"),10}   dedupe " +
                $"{Command(step, directory)}{(step.Parts > 1 ? " --rank R --of N" : "")}");
        output.WriteLine(
            "R goes from 0 to N - 1, the same N or another for each stage; more ranks than parts have nothing to do.");
        output.WriteLine(
            $"dedupe stage all {directory} does what is left in one process, dedupe status {directory} tells how far " +
            $"it is.");
    }

    /// <summary>The words behind <c>dedupe</c> that do a stage.</summary>
    public static string Command(RunStep step, string directory) =>
        $"stage {step.Stage} {directory}{(step.Tier is null ? "" : $" --tier {step.Tier}")}";
}
