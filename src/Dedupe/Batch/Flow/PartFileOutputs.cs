using Dedupe.Storage;

namespace Dedupe.Batch.Flow;

/// <summary>
/// The outputs of steps as part files: so a run can be taken up where it was ended, and its parts can be done by many
/// processes on a shared file system. What a part took stands in its file, so that it is known whoever did it.
/// </summary>
/// <param name="files">The part files.</param>
/// <param name="earlier">The run that new documents are compared with, whose parts are used too; or null.</param>
internal sealed class PartFileOutputs(PartFolder files, EarlierRun? earlier) : IStepOutputs
{
    private const string LimitsName = "limits";

    private readonly Dictionary<RunStep, object> loaded = [];
    private readonly Dictionary<RunStep, IReadOnlyList<PartReader>> open = [];

    /// <inheritdoc/>
    public DateTimeOffset BegunAt => files.BegunAt;

    /// <inheritdoc/>
    public bool IsInParts => true;

    /// <inheritdoc/>
    public void Put<T>(RunStep step, PartOf part, T output, Action<T, PartWriter> save, PartNotes notes)
        where T : class
    {
        var isKept = false;
        try
        {
            files.Write(step, part.Part, file =>
            {
                save(output, file);
                file.Write<PartStats>(PartStats.Name, 0, [notes.Stats]);
                file.Write(LimitsName, 0, notes.Limits.Counts);
            });
            // What is whole need not be read again.
            isKept = step.IsSerial;
            if (isKept)
                loaded[step] = output;
        }
        finally
        {
            if (!isKept)
                (output as IDisposable)?.Dispose();
        }
    }

    /// <inheritdoc/>
    public T Get<T>(RunStep step, Func<IReadOnlyList<PartReader>, T> load)
        where T : class
    {
        if (!loaded.TryGetValue(step, out var output))
            loaded.Add(step, output = load(Open(step)));
        return (T)output;
    }

    /// <inheritdoc/>
    public void Release(RunStep step)
    {
        if (loaded.Remove(step, out var output))
            (output as IDisposable)?.Dispose();
        if (!open.Remove(step, out var readers))
            return;
        foreach (var reader in readers)
            reader.Dispose();
    }

    /// <inheritdoc/>
    public PartNotes? Notes(RunStep step, int part)
    {
        if (!files.Has(step, part))
            return null;
        using var file = files.Open(step, part);
        var limits = new Limits();
        limits.Add(file.Read<long>(LimitsName, 0));
        return new PartNotes(file.Read<PartStats>(PartStats.Name, 0)[0], limits);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // What was loaded stands on the files.
        foreach (var output in loaded.Values)
            (output as IDisposable)?.Dispose();
        loaded.Clear();
        foreach (var step in open.Keys.ToList())
            Release(step);
    }

    private List<PartReader> Open(RunStep step)
    {
        var readers = new List<PartReader>();
        try
        {
            for (var part = 0; part < step.Parts; part++)
                readers.Add(earlier?.Keeps(step, part) == true ? earlier.Open(part) : files.Open(step, part));
        }
        catch
        {
            readers.ForEach(static reader => reader.Dispose());
            throw;
        }

        open.Add(step, readers);
        return readers;
    }
}
