namespace Dedupe.Cli.Slurm;

/// <summary>Slurm is not here, or does not want to.</summary>
internal sealed class SlurmException(string message) : Exception(message);
