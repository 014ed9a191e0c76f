using Dedupe.Batch.Flow;
using Dedupe.Evaluation;

namespace Dedupe.Batch;

/// <summary>
/// Thresholds fitted to labels: one run over the collection, then arithmetic on what it found about the labelled pairs.
/// </summary>
internal static class TuningJob
{
    /// <summary>Runs, and fits.</summary>
    /// <param name="job">What is read, and the options in force; its run directory is not used.</param>
    /// <param name="labels">The hand labels.</param>
    /// <param name="tuning">How to fit.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The fit, and what was rejected of the input.</returns>
    /// <exception cref="ArgumentException">An option is outside its range, or leaves nothing to fit.</exception>
    /// <exception cref="InvalidDataException">There are too few labels of one kind.</exception>
    public static async Task<(Tuning Tuning, IReadOnlyList<Rejection> Rejections)> RunAsync(
        JobOptions job, IReadOnlyList<LabelledPair> labels, TuningOptions tuning, IProgress<RunProgress>? progress =
            null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(tuning);
        job.Validate();
        tuning.Validate();
        if (job.Dedupe.NearOnly)
            throw new ArgumentException("Near-duplicates alone have no thresholds that could be fitted.");
        var probe = new EvidenceProbe(labels);
        var source = job.OpenSource();
        var watch = new InputWatch(source);
        var found = await watch.GuardAsync(() => RunFlow.RunInMemoryAsync(
            job.Dedupe, FileInput.Whole(watch), InputProgress.Of(progress, source), cancellationToken, probe));
        return (Tuning.Of(probe, job.Dedupe, tuning, new Steps(cancellationToken)), found.Rejections);
    }
}
