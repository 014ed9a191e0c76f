namespace Dedupe.Live;

/// <summary>The folder of an index: one that was named, or one that goes with the index.</summary>
internal sealed class IndexFolder : IDisposable
{
    private readonly bool isTemporary;

    /// <summary>Takes a folder, or makes one.</summary>
    /// <param name="path">The folder; null: one is made, and deleted at the end.</param>
    /// <exception cref="IOException">None can be made.</exception>
    public IndexFolder(string? path)
    {
        isTemporary = path is null;
        Path = path ?? Directory.CreateTempSubdirectory("dedupe-index-").FullName;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (isTemporary)
                Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // What is left in the folder for temporary files is the system's to clean up.
        }
    }
}
