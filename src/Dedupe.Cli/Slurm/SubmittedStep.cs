using Dedupe.Batch;

namespace Dedupe.Cli.Slurm;

/// <summary>A stage that was submitted.</summary>
/// <param name="Job">The number of its job array.</param>
/// <param name="Step">The stage.</param>
/// <param name="Ranks">Its ranks that have something to do.</param>
internal sealed record SubmittedStep(string Job, RunStep Step, IReadOnlyList<int> Ranks);
