namespace Dedupe.Benchmarks.Peers;

/// <summary>Sizes of folders.</summary>
internal static class Folders
{
    /// <summary>Bytes of all files below a folder.</summary>
    public static long Bytes(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length);
}
