namespace Dedupe.Sources;

/// <summary>Files of which some were met as symbolic links: each is read once.</summary>
/// <param name="links">The full paths of the links.</param>
/// <param name="skips">Whether a file is known already, by its full path.</param>
/// <param name="passedOver">Told of every link that is not read.</param>
internal sealed class LinkedFiles(
    IReadOnlySet<string> links, Func<string, bool> skips, Action<PassedOverFile> passedOver)
{
    private readonly Dictionary<string, string?> folders = new(StringComparer.Ordinal);

    /// <summary>The files without links to what is read by its own name, or by a link before.</summary>
    /// <param name="files">The files, each path once.</param>
    public List<InputFile> EachOnce(List<InputFile> files)
    {
        var read = files.Where(file => !links.Contains(file.FullPath) && file.Problem is null).Select(RealPathOf)
            .ToHashSet(StringComparer.Ordinal);
        return files.FindAll(file =>
        {
            if (!links.Contains(file.FullPath) || RealPath.OrNull(file.FullPath) is not { } real
                || (read.Add(real) && !skips(real)))
                return true;
            passedOver(new PassedOverFile(file.Shown, file.FullPath, PassedOverFile.LinkToInput));
            return false;
        });
    }

    // Of what is no link itself: many are in one folder.
    private string RealPathOf(InputFile file)
    {
        if (file.FullPath == FileSource.StandardInput)
            return file.FullPath;
        var folder = Path.GetDirectoryName(file.FullPath)!;
        if (!folders.TryGetValue(folder, out var real))
            folders[folder] = real = RealPath.OrNull(folder);
        return Path.Combine(real ?? folder, Path.GetFileName(file.FullPath));
    }
}
