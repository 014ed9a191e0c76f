namespace Dedupe.Batch;

/// <summary>The run directory holds a run over other inputs, with other options or of another hash family.</summary>
public sealed class ResumeRefusedException : Exception
{
    internal ResumeRefusedException(string directory, IReadOnlyList<string> changes)
        : base($"{directory} holds another run and is left as it is: {string.Join("; ", changes)}. Choose another directory, or run without resuming to replace it.") =>
        Changes = changes;

    internal ResumeRefusedException(string message, ResumeRefusedException changed)
        : base(message, changed) => Changes = changed.Changes;

    /// <summary>What is different, one sentence each.</summary>
    public IReadOnlyList<string> Changes { get; }
}
