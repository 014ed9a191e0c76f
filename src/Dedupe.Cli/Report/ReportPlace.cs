using System.Text;

namespace Dedupe.Cli.Report;

/// <summary>
/// Looks whether a report may be written where somebody wants it: nothing that is not a report is touched.
/// </summary>
internal static class ReportPlace
{
    /// <summary>Requires that the place is free, or holds a report that may be replaced.</summary>
    /// <param name="output">The page or folder.</param>
    /// <param name="page">Its first page.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    /// <param name="overwrite">Whether a report is replaced.</param>
    /// <exception cref="UsageException">It does not.</exception>
    public static void Require(string output, string page, bool isFolder, bool overwrite)
    {
        if (Directory.Exists(page))
            throw new UsageException($"-o takes a file, and '{page}' is a folder.");
        if (isFolder && File.Exists(output))
            throw new UsageException($"'{output}' is a file. A page ends with .html; another name is a folder's.");
        var isThere = File.Exists(page);
        if (isThere && !IsReport(page))
            throw new UsageException(
                $"'{page}' is no report of dedupe, and is left as it is: name another place with -o.");
        if (isThere && !overwrite)
            throw new UsageException($"'{page}' is there already: --overwrite replaces it.");
        if (isFolder && !isThere && Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any())
            throw new UsageException($"The folder '{output}' is not empty, and holds no report.");
    }

    private static bool IsReport(string page)
    {
        using var stream = File.OpenRead(page);
        var start = new byte[4096];
        var got = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(start, 0, got).Contains(PageFrame.Generator, StringComparison.Ordinal);
    }
}
