using System.Text;
using Dedupe.Batch;

namespace Dedupe.Cli.Slurm;

/// <summary>The batch script of a stage: a job array with one task a rank.</summary>
/// <param name="folder">Where scripts and outputs are.</param>
/// <param name="directory">The run directory.</param>
/// <param name="machine">Options of the ranks that were given: threads and memory.</param>
/// <param name="options">Options for sbatch, as its manual has them; empty for none.</param>
internal sealed class SlurmScript(SlurmFolder folder, string directory, IReadOnlyList<string> machine, string options)
{
    /// <summary>What a rank prints first: behind it stand step, rank and number of ranks.</summary>
    public const string Begun = "==";

    private const string Threads = "--threads";

    // How often a rank that failed is queued again.
    private const int Again = 2;

    /// <summary>The script.</summary>
    /// <param name="step">The stage.</param>
    /// <param name="ranks">The ranks that have something to do.</param>
    /// <param name="of">How many ranks there are.</param>
    public string Text(RunStep step, IReadOnlyList<int> ranks, int of)
    {
        var text = new StringBuilder();
        Line("#!/bin/bash");
        Line($"#SBATCH --job-name=dedupe-{step.Name}");
        Line($"#SBATCH --array={Numbers.Ranges(ranks)}");
        Line($"#SBATCH --chdir={Quoted(Environment.CurrentDirectory)}");
        Line($"#SBATCH --output={Quoted(folder.OutputOf(step))}");
        Line("#SBATCH --open-mode=append");
        Line("#SBATCH --requeue");
        if (machine.Contains(Threads) && machine[machine.ToList().IndexOf(Threads) + 1] is not "0" and var threads)
            Line($"#SBATCH --cpus-per-task={threads}");
        if (options.Length > 0)
            Line($"#SBATCH {options}");
        Line(
            $"# One of {of} ranks: every so many parts of the stage. Parts that are done are not done again, so this " +
            $"can be submitted at any time.");
        Line("rank=$SLURM_ARRAY_TASK_ID");
        Line($"echo \"{Begun} {step.Name}: rank $rank of {of} on $(hostname), job ${{SLURM_ARRAY_JOB_ID}}\"");
        Line(
            $"{string.Join(' ', RunningProgram.Words.Select(ShellWord.Of))} {Command(step)} --rank \"$rank\" --of " +
            $"{of} {Machine()}");
        Line("code=$?");
        Line("case $code in");
        Line(
            $"  {ExitCode.Done} | {ExitCode.Rejected}) exit 0 ;; # done; {ExitCode.Rejected}: some input was " +
            $"rejected, as rejected.jsonl tells");
        Line("esac");
        Line($"[ $code -le {ExitCode.Failed} ] || echo \"dedupe: ended with code $code\"");
        Line(
            $"if [ \"${{SLURM_RESTART_COUNT:-0}}\" -lt {Again} ] && scontrol requeue " +
            $"\"${{SLURM_ARRAY_JOB_ID}}_$rank\"; then echo 'queued again'; fi");
        Line("exit $code");
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
    }

    private string Command(RunStep step) => Views.PlanView.Command(step, ShellWord.Of(Path.GetFullPath(directory)));

    // All processors of the machine, of which others may have some, would be too many.
    private string Machine() =>
        string.Join(' ', machine.Select(ShellWord.Of)) + (
            machine.Contains(Threads)
                ? ""
                : $"{(machine.Count > 0 ? " " : "")}{Threads} \"${{SLURM_CPUS_ON_NODE:-0}}\"");

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
