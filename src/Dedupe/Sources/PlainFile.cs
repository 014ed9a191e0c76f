namespace Dedupe.Sources;

/// <summary>
/// Opens small files that a person named, such as options: nothing that waits, never ends or fills the memory.
/// </summary>
internal static class PlainFile
{
    /// <summary>The largest such file: 64 MiB.</summary>
    public const long Most = 1L << 26;

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">There is none, it is too large, or it is a pipe, a socket or a device.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream Open(string path)
    {
        var state = RawFiles.StateOf(RawPath.Full(path));
        if (state.Kind is FileStateKind.Pipe or FileStateKind.Socket or FileStateKind.Device)
            throw new IOException($"{path} is no plain file: write its content to a file and name that.");
        return state.Length <= Most
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
            : throw new IOException($"{path} has {state.Length} bytes, and such files have {Most} at most.");
    }

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="IOException">As for <see cref="Open"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(string path)
    {
        using var file = Open(path);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }
}
