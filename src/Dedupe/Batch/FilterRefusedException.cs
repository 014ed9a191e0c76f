namespace Dedupe.Batch;

/// <summary>
/// Filtering was not begun: the run, the inputs and the output folder do not go together. Nothing was written.
/// </summary>
internal sealed class FilterRefusedException : Exception
{
    internal FilterRefusedException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
