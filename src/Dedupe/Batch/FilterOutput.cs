using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>
/// Writes files below the output folder. Each has its name only when it is whole; until then one name serves for all.
/// </summary>
/// <param name="directory">The output folder.</param>
internal sealed class FilterOutput(string directory)
{
    /// <summary>What the file at work is called.</summary>
    public const string PartialName = ".dedupe-filter.partial";

    private string Partial => Path.Combine(directory, PartialName);

    /// <summary>
    /// Writes a file; it gets the mode of the one it comes from, and its time as well if it is the same.
    /// </summary>
    /// <param name="name">Its path below the folder.</param>
    /// <param name="source">The file that it comes from.</param>
    /// <param name="write">Writes the content, and tells whether it is that of the source.</param>
    public async Task WriteAsync(string name, string source, Func<Stream, Task<bool>> write)
    {
        try
        {
            bool same;
            await using (
                var stream = new FileStream(
                    Partial, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16))
            {
                same = await write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (!RawPath.IsRaw(source) && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(Partial, File.GetUnixFileMode(source));
            if (same)
                File.SetLastWriteTimeUtc(Partial, RawFiles.StateOf(source).LastWrite);
            Place(name);
        }
        catch (Exception error)
        {
            File.Delete(Partial);
            if (DiskSpace.IsFull(error))
            {
                throw new IOException(
                    $"The disk of {directory} is full: {RawPath.Show(name)} could not be written. What is there " +
                    $"under its name is whole; {FilterReport.Name} would be the last file, and is missing.",
                    error);
            }

            throw;
        }
    }

    /// <summary>Writes a symbolic link. It is whole at once, so it is made under its own name.</summary>
    public void Link(string name, string target)
    {
        var path = Path.Combine(directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Delete(name);
        File.CreateSymbolicLink(path, target);
    }

    /// <summary>Whether something stands under a name.</summary>
    public bool Has(string name) => RawFiles.StateOf(Path.Combine(directory, name)).Kind != FileStateKind.None;

    /// <summary>Deletes what an earlier filtering left under a name.</summary>
    public void Delete(string name)
    {
        if (!RawPath.IsRaw(name) && Has(name))
            File.Delete(Path.Combine(directory, name));
    }

    private void Place(string name)
    {
        var path = Path.Combine(directory, name);
        if (RawPath.IsRaw(path))
        {
            RawFiles.Move(Partial, path);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(Partial, path, overwrite: true);
    }
}
