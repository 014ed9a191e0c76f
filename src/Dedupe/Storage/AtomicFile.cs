namespace Dedupe.Storage;

/// <summary>Files that appear under their name only when they are whole.</summary>
internal static class AtomicFile
{
    /// <summary>What a file is called until it is whole: its name and this.</summary>
    public const string PartialSuffix = ".partial";

    /// <summary>
    /// Writes a partial file beside the target, flushes it to the disk and renames it, replacing an older file of that
    /// name. When <paramref name="write"/> throws, the partial file is deleted and an older file stays as it was.
    /// </summary>
    /// <exception cref="IOException">The folder is missing or full, or a file cannot be replaced.</exception>
    /// <param name="path">The target.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="suffix">What is added to the name meanwhile.</param>
    public static void Write(string path, Action<Stream> write, string suffix = PartialSuffix)
    {
        var partial = path + suffix;
        try
        {
            using (var stream = Create(partial))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            Forget(partial);
            throw;
        }
    }

    /// <summary>The same for what is read while it is written.</summary>
    /// <exception cref="IOException">The folder is missing or full, or a file cannot be replaced.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var partial = path + PartialSuffix;
        try
        {
            await using (var stream = Create(partial))
            {
                await write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            Forget(partial);
            throw;
        }
    }

    // What went wrong first is what is told.
    private static void Forget(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It stays, under a name that nobody takes for a result.
        }
    }

    // What a process that was killed left is no longer wanted; what is there may be a link, through which nothing is
    // written.
    private static FileStream Create(string path)
    {
        File.Delete(path);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
    }
}
