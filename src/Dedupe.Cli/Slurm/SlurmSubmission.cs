using Dedupe.Batch;

namespace Dedupe.Cli.Slurm;

/// <summary>
/// Hands a run to Slurm: a job array for each stage with parts that are not done, each after the one before.
/// </summary>
/// <param name="job">The run.</param>
/// <param name="tasks">Ranks a stage, at most.</param>
/// <param name="machine">Options of the ranks that were given: threads and memory.</param>
/// <param name="options">Options for sbatch.</param>
internal sealed class SlurmSubmission(JobOptions job, int tasks, IReadOnlyList<string> machine, string options)
{
    private readonly string directory =
        job.OutputDirectory ?? throw new ArgumentException("There is no run directory.");

    /// <summary>Plans the run, or takes up the one that is there, and submits what is not done.</summary>
    /// <returns>What was submitted; nothing when the run is complete.</returns>
    /// <exception cref="SlurmException">There is no Slurm, it refused, or jobs of an earlier submission are still
    /// there.</exception>
    public async Task<IReadOnlyList<SubmittedStep>> SubmitAsync(CancellationToken cancellationToken)
    {
        await SlurmClient.RequireAsync(cancellationToken);
        var folder = new SlurmFolder(directory);
        var active = await SlurmClient.ActiveAsync(folder.Jobs(), cancellationToken);
        if (active.Count > 0)
            throw new SlurmException(
                $"Jobs of an earlier submission for {directory} wait or run: {string.Join(", ", active)}. Wait for " +
                $"them, or take them back: scancel {string.Join(' ', active)}");
        var run = new DedupeJob(job);
        var state = run.CheckResume();
        folder.Check(run.HoldsRun);
        if (state is ResumeState.New or ResumeState.Lacking)
            folder.Clear();
        var script = new SlurmScript(folder, directory, machine, options);
        var submitted = new List<SubmittedStep>();
        try
        {
            foreach (var (number, step) in run.Plan().Steps.Index())
            {
                var ranks = Math.Min(tasks, step.Step.Parts);
                int[] needed = [.. step.Missing.Select(part => part % ranks).Distinct().Order()];
                if (needed.Length == 0)
                    continue;
                var path = folder.WriteScript(number + 1, step.Step, script.Text(step.Step, needed, ranks));
                var id = await SlurmClient.SubmitAsync(
                    path, submitted.Count > 0 ? submitted[^1].Job : null, cancellationToken);
                submitted.Add(new SubmittedStep(id, step.Step, needed));
            }
        }
        catch
        {
            // A chain that is not whole would run into nothing.
            await SlurmClient.CancelAsync([.. submitted.Select(static step => step.Job)]);
            throw;
        }

        if (submitted.Count > 0)
            folder.WriteJobs(submitted);
        return submitted;
    }
}
