using Dedupe.Storage;

namespace Dedupe.Batch.Flow;

/// <summary>
/// Where the outputs of steps wait for the steps that use them: as objects in memory, or as part files. One thread uses
/// it.
/// </summary>
internal interface IStepOutputs : IDisposable
{
    /// <summary>When the run was begun.</summary>
    DateTimeOffset BegunAt { get; }

    /// <summary>Whether each step is done part by part, which is what people are told then.</summary>
    bool IsInParts { get; }

    /// <summary>Takes what a part of a step made, for good: whoever made it does not use it any more.</summary>
    /// <param name="step">The step.</param>
    /// <param name="part">The part.</param>
    /// <param name="output">What it made.</param>
    /// <param name="save">Writes it to a part file.</param>
    /// <param name="notes">What the part took and counted.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    void Put<T>(RunStep step, PartOf part, T output, Action<T, PartWriter> save, PartNotes notes)
        where T : class;

    /// <summary>What all parts of a step made, as one; it is loaded once.</summary>
    /// <param name="step">The step.</param>
    /// <param name="load">Makes it from part files, in order.</param>
    /// <exception cref="PartDamageException">A part file is not what was written.</exception>
    /// <exception cref="IOException">A part file cannot be read.</exception>
    T Get<T>(RunStep step, Func<IReadOnlyList<PartReader>, T> load)
        where T : class;

    /// <summary>No step that is still to be done needs what a step made.</summary>
    void Release(RunStep step);

    /// <summary>What a part took and counted; null for one that an earlier run did.</summary>
    PartNotes? Notes(RunStep step, int part);
}
