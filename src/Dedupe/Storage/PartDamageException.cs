namespace Dedupe.Storage;

/// <summary>A part file is not what was written.</summary>
internal sealed class PartDamageException(string path, string what) : IOException(
    $"{path} is damaged: {what}. Delete it and go on with the run: it is made again, and nothing else.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
