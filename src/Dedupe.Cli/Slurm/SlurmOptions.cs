using Dedupe.Batch;
using Dedupe.Sources;

namespace Dedupe.Cli.Slurm;

/// <summary>How a run is submitted.</summary>
/// <param name="Tasks">Ranks of each job array, at most.</param>
/// <param name="Sbatch">Options for sbatch; empty for none.</param>
internal sealed record SlurmOptions(int Tasks, string Sbatch)
{
    /// <summary>Checks what the command line says; null when the run is not for Slurm.</summary>
    /// <exception cref="UsageException">Options do not go together.</exception>
    public static SlurmOptions? Read(bool slurm, int? tasks, string? sbatch, JobOptions job, bool failOnDuplicates)
    {
        if (!slurm)
            return tasks is null && sbatch is null
                ? null
                : throw new UsageException("--tasks and --sbatch are for --slurm.");
        if (job.OutputDirectory is null)
            throw new UsageException("--slurm needs the run directory: -o DIR.");
        if (job.Inputs.FirstOrDefault(FileSource.IsReadOnce) is { } input)
            throw new UsageException(
                $"{(input == FileSource.StandardInput ? "Standard input" : input)} cannot be read by jobs on other " +
                $"machines.");
        if (failOnDuplicates)
            throw new UsageException("--fail-on-duplicates waits for the end of a run, and --slurm does not.");
        if (sbatch?.Any(char.IsControl) == true)
            throw new UsageException("--sbatch takes one line.");
        return new SlurmOptions(
            tasks ?? throw new UsageException("--slurm needs the number of ranks: --tasks N."), sbatch ?? "");
    }
}
