namespace Dedupe.Batch;

/// <summary>
/// Another process is at work in the run directory. Nothing was touched; the same command can be given again when that
/// one has ended.
/// </summary>
internal sealed class RunDirectoryInUseException : IOException
{
    internal RunDirectoryInUseException(string directory, string holder)
        : base(
            $"{directory} is in use: {holder}. Wait until it has ended, or choose another directory; nothing was " +
            $"touched.")
    {
    }
}
