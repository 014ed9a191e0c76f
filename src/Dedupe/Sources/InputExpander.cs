namespace Dedupe.Sources;

/// <summary>
/// Turns arguments to a list of files: the same list whatever the order of the arguments. A folder is searched with all below it
/// but run directories, so that a run does not read the results of an earlier one. Each real folder is read once an argument, first
/// those that are not behind a symbolic link, so a loop of links ends.
/// </summary>
internal sealed class InputExpander(SourceOptions options, SourceEnvironment environment, RetryPolicy retry)
{
    private readonly List<InputFile> found = [];

    /// <summary>Expands arguments to files in ordinal order of their paths, each once.</summary>
    public IReadOnlyList<InputFile> Expand(IReadOnlyList<string> inputs)
    {
        foreach (string input in inputs)
            Add(input);
        // The same file by two names (x and ./x): the name that sorts first stands.
        found.Sort(static (a, b) => string.CompareOrdinal(a.Shown, b.Shown));
        return found.DistinctBy(static file => file.FullPath, StringComparer.Ordinal).ToList();
    }

    private void Add(string input)
    {
        if (input == FileSource.StandardInput)
        {
            found.Add(new InputFile(input, input, options.StandardInputFormat, Compression: null, Length: null));
            return;
        }

        string shown = OperatingSystem.IsWindows() ? input.Replace('\\', '/') : input;
        if (string.IsNullOrEmpty(input) || input.Contains('\0'))
        {
            AddProblem(shown, input, RejectionReason.Missing, "This is no path.");
            return;
        }

        string full = Path.GetFullPath(input);
        if (Directory.Exists(full))
            AddFolder(shown.TrimEnd('/'), Path.TrimEndingDirectorySeparator(full));
        else if (!File.Exists(full) && new FileInfo(full).LinkTarget is null)
            AddProblem(shown, full, RejectionReason.Missing, "There is no such file or folder.");
        else if (FileKind.OfName(full) is { } kind)
            AddFile(shown, new FileInfo(full), kind, isNamed: true);
        else
            AddProblem(shown, full, RejectionReason.Unsupported, $"The name tells no kind of file that is read here: {FileKind.Known}.");
    }

    private void AddFolder(string shown, string full)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var wave = new List<(string Shown, string Full)> { (shown, full) };
        while (wave.Count > 0)
        {
            wave.Sort(static (a, b) => string.CompareOrdinal(a.Shown, b.Shown));
            var behindLinks = new List<(string Shown, string Full)>();
            foreach (var (linkShown, linkFull) in wave)
                Guarded(linkShown, linkFull, () => Walk(linkShown, new DirectoryInfo(linkFull), RealPath.Of(linkFull), visited, behindLinks));
            wave = behindLinks;
        }
    }

    private void Walk(string shown, DirectoryInfo folder, string real, HashSet<string> visited, List<(string Shown, string Full)> behindLinks)
    {
        if (!visited.Add(real))
            return;
        foreach (var entry in retry.Pipeline.Execute(environment.List, folder))
        {
            if (entry.Name.StartsWith('.'))
                continue;
            string entryShown = $"{shown}/{entry.Name}";
            if (entry is not DirectoryInfo below)
            {
                if (FileKind.OfName(entry.Name) is { } kind)
                    AddFile(entryShown, (FileInfo)entry, kind, isNamed: false);
            }
            else if (RunFolder.Is(below.FullName))
                continue;
            else if (below.LinkTarget is not null)
                behindLinks.Add((entryShown, below.FullName));
            else
                Guarded(entryShown, below.FullName, () => Walk(entryShown, below, Path.Combine(real, below.Name), visited, behindLinks));
        }
    }

    private void Guarded(string shown, string full, Action walk)
    {
        try
        {
            walk();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            AddProblem(shown, full, RejectionReason.Unreadable, exception.Message);
        }
    }

    private void AddFile(string shown, FileInfo file, FileKind kind, bool isNamed)
    {
        long? length = LengthOf(file);
        // A pipe, a socket and a device have no length either, and opening a pipe that was met by chance would wait for a writer for ever.
        found.Add(new InputFile(shown, file.FullName, kind.Format, kind.Compression, length, KnownEmpty: length == 0 && !isNamed));
    }

    private void AddProblem(string shown, string full, RejectionReason reason, string detail) =>
        found.Add(new InputFile(shown, full, default, null, null, new Rejection(new Origin(shown, 0), reason, detail)));

    private static long? LengthOf(FileInfo file)
    {
        try
        {
            var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
            return target is { Exists: true } ? target.Length : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
