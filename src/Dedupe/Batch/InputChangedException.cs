namespace Dedupe.Batch;

/// <summary>
/// An input is not what it was when the run began. What was found would be of old and new texts, so there are no
/// results.
/// </summary>
internal sealed class InputChangedException : IOException
{
    internal InputChangedException(string file, string how, Exception? inner)
        : base(
            $"{file} changed while it was being read: {how}. There are no results: run again when it is at rest.",
            inner) => File = file;

    /// <summary>The input, as it was named.</summary>
    public string File { get; }
}
