using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>Whether a command may write to a file that a person named.</summary>
internal static class OutputFile
{
    /// <summary>
    /// Refuses a file that is there already, if that was not asked for, and in any case one that the command reads.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="mayExist">Whether it may be replaced, or added to.</param>
    /// <param name="read">Inputs and other files that are read.</param>
    /// <exception cref="RunDirectoryRefusedException">It may not be written; nothing was touched.</exception>
    public static void Check(string path, bool mayExist, IEnumerable<string?> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(read);
        if (Directory.Exists(path))
            throw new RunDirectoryRefusedException($"{path} is a folder, not a file to write to.");
        if (!mayExist && Path.Exists(path))
            throw new RunDirectoryRefusedException($"{path} is there already: choose another file, or --overwrite it.");
        if (RealPath.OrNull(path) is { } real
            && read.FirstOrDefault(
                input => input != FileSource.StandardInput && RealPath.OrNull(input) == real) is { } same)
            throw new RunDirectoryRefusedException(
                $"{path} would be written over {same}, which is read: choose another file.");
    }
}
