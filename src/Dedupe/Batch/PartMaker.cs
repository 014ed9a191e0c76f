using Dedupe.Batch.Flow;
using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>
/// Makes parts of a run. A part of an earlier step that turns out to be damaged is made again, alone: a part is a
/// function of files, so any process can.
/// </summary>
/// <param name="directory">The run directory.</param>
/// <param name="progress">Told how far it is.</param>
/// <param name="cancellationToken">Ends it; parts that are done stay.</param>
internal sealed class PartMaker(
    RunDirectory directory, IProgress<RunProgress>? progress, CancellationToken cancellationToken) : IDisposable
{
    private readonly List<string> damaged = [];
    private RunFlow? run;

    /// <summary>Files that were damaged and were made again.</summary>
    public IReadOnlyList<string> Damaged => damaged;

    /// <summary>Makes the parts of a step that are not there, or not whole.</summary>
    /// <param name="step">Any step but the last; those before it must be done.</param>
    /// <param name="parts">Which of its parts.</param>
    /// <returns>How many were made.</returns>
    /// <exception cref="IOException">A file cannot be read or written, or is damaged twice.</exception>
    public async Task<int> MakeAsync(RunStep step, IEnumerable<int> parts)
    {
        var files = directory.Files;
        var missing = new List<int>();
        foreach (var part in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (files.Has(step, part) && !files.IsWhole(step, part))
                Delete(step, part);
            if (!directory.IsDone(step, part))
                missing.Add(part);
        }

        if (missing.Count == 0)
            return 0;
        return await MendingAsync(step, async run =>
        {
            await run.RunAsync(step, missing.Where(part => !files.Has(step, part)));
            return missing.Count;
        });
    }

    /// <summary>The last step: writes the results, and says that the run is complete.</summary>
    /// <exception cref="IOException">A file cannot be read or written, or is damaged twice.</exception>
    public Task<DedupeResult> FinishAsync() => MendingAsync(directory.Steps.All[^1], last =>
    {
        var result = last.Finish();
        directory.Complete(result, cancellationToken);
        // It stays open: the documents of the result are read from its files.
        run = null;
        return Task.FromResult(result);
    });

    /// <inheritdoc/>
    public void Dispose() => run?.Dispose();

    // Ends, as what is mended belongs to ever earlier steps, and a file that is damaged twice is told.
    private async Task<T> MendingAsync<T>(RunStep step, Func<RunFlow, Task<T>> work)
    {
        while (true)
        {
            try
            {
                return await work(run ??= directory.Open(progress, cancellationToken));
            }
            catch (PartDamageException damage)
            {
                if (directory.Files.Find(directory.Steps, damage.Path) is not { } found
                    || !IsBefore(found.Step, step)
                    || damaged.Contains(damage.Path))
                    throw;
                // It may have the damaged file open.
                run?.Dispose();
                run = null;
                // Another rank may have made it again meanwhile.
                if (!directory.Files.IsWhole(found.Step, found.Part))
                    Delete(found.Step, found.Part);
                await MakeAsync(found.Step, [found.Part]);
            }
        }
    }

    private bool IsBefore(RunStep first, RunStep second) =>
        directory.Steps.All.TakeWhile(step => step != second).Contains(first);

    private void Delete(RunStep step, int part)
    {
        damaged.Add(directory.Files.PathOf(step, part));
        directory.Files.Delete(step, part);
    }
}
