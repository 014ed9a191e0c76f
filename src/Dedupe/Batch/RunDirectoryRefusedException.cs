namespace Dedupe.Batch;

/// <summary>
/// A run may not use the directory it was given: something there is not its own, or belongs to another run. Told before
/// anything is written.
/// </summary>
internal sealed class RunDirectoryRefusedException : Exception
{
    internal RunDirectoryRefusedException(string message)
        : base(message)
    {
    }
}
