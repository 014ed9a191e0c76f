using Dedupe.Storage;

namespace Dedupe.Batch.Flow;

/// <summary>
/// The outputs of steps as objects in memory: each step has one part, and the next uses what it made.
/// </summary>
internal sealed class MemoryOutputs : IStepOutputs
{
    private readonly Dictionary<RunStep, object> outputs = [];
    private readonly Dictionary<RunStep, PartNotes> notes = [];

    /// <inheritdoc/>
    public DateTimeOffset BegunAt { get; } = DateTimeOffset.UtcNow;

    /// <inheritdoc/>
    public bool IsInParts => false;

    /// <inheritdoc/>
    public void Put<T>(RunStep step, PartOf part, T output, Action<T, PartWriter> save, PartNotes notes)
        where T : class
    {
        outputs.Add(step, output);
        this.notes.Add(step, notes);
    }

    /// <inheritdoc/>
    public T Get<T>(RunStep step, Func<IReadOnlyList<PartReader>, T> load)
        where T : class =>
        (T)outputs[step];

    /// <inheritdoc/>
    public void Release(RunStep step)
    {
        if (outputs.Remove(step, out var output))
            (output as IDisposable)?.Dispose();
    }

    /// <inheritdoc/>
    public PartNotes? Notes(RunStep step, int part) => notes.GetValueOrDefault(step);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var step in outputs.Keys.ToList())
            Release(step);
    }
}
