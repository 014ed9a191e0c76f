namespace Dedupe.Batch;

/// <summary>The run directory holds a run over other inputs, with other options or of another hash family.</summary>
internal sealed class ResumeRefusedException : Exception
{
    internal ResumeRefusedException(string directory, IReadOnlyList<string> changes)
        : base(
            $"{directory} holds another run and is left as it is: {string.Join("; ", changes)}. Choose another " +
            $"directory, or run without resuming to replace it.") =>
        Changes = changes;

    internal ResumeRefusedException(string message, ResumeRefusedException changed)
        : base(message, changed) => Changes = changed.Changes;

    private ResumeRefusedException(IReadOnlyList<string> changes, string message)
        : base(message) => Changes = changes;

    /// <summary>A run that was planned, and cannot be done because it would not be the same any more.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="changes">What is different, one sentence each.</param>
    /// <param name="inputs">The inputs as they are named.</param>
    internal static ResumeRefusedException Changed(
        string directory, IReadOnlyList<string> changes, IEnumerable<string> inputs)
    {
        // Named so, an input is looked for from the folder a rank is started in.
        var lost = inputs.FirstOrDefault(static input => !Path.IsPathRooted(input) && !Path.Exists(input));
        var folder = lost is null
            ? ""
            : $" There is no {lost} below {Environment.CurrentDirectory}: the run must be done from the folder it " +
                $"was planned in.";
        return new ResumeRefusedException(
            changes,
            $"{directory} holds a run over something else than what is here: {string.Join("; ", changes)}.{folder} " +
            $"Plan it again, or bring back what it was planned for.");
    }

    /// <summary>What is different, one sentence each.</summary>
    public IReadOnlyList<string> Changes { get; }
}
