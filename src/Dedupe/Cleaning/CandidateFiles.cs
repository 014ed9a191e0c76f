using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>
/// The files of some inputs, as they look now. It is made before a run reads them, so that what
/// changes while the plan is made is noticed, by a time that nobody can set back.
/// </summary>
internal sealed class CandidateFiles
{
    private readonly Dictionary<string, CandidateFile> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> archives = new(StringComparer.Ordinal);
    private readonly List<CleanRoot> roots = [];
    private readonly Dictionary<string, bool> linkedFolders = new(StringComparer.Ordinal);

    /// <summary>Looks at them.</summary>
    /// <param name="inputs">Files and folders.</param>
    /// <param name="options">How they are read.</param>
    /// <exception cref="CleaningRefusedException">An input is standard input or a pipe.</exception>
    public CandidateFiles(IReadOnlyList<string> inputs, SourceOptions options)
    {
        if (inputs.FirstOrDefault(FileSource.IsReadOnce) is { } once)
            throw new CleaningRefusedException($"{once} is no folder and no file: only these can be cleaned up.");
        var folders = inputs.Select(RootOf).Distinct().OrderByDescending(static root => root.Length).ToList();
        foreach (var file in new FileSource(inputs, options).Inputs.Where(static file => file.Problem is null))
        {
            Files++;
            // What holds files is read, and never written.
            if (file.Format is SelfReadingFormat { IsWrittenAgain: false })
                archives.Add(file.Shown);
            else
                Add(file, folders);
        }
    }

    /// <summary>The folders in which paths begin.</summary>
    public IReadOnlyList<CleanRoot> Roots => roots;

    /// <summary>How many files the inputs have.</summary>
    public int Files { get; private set; }

    /// <summary>How many hold one document.</summary>
    public int Count => files.Values.Count(static file => file.IsOneDocument);

    /// <summary>How many hold records and can be written again without some of them.</summary>
    public int WrittenAgain => files.Values.Count(static file => !file.IsOneDocument && file.IsWrittenAgain);

    /// <summary>Whether a file of a run is inside an archive: its name begins with that of the archive.</summary>
    public bool IsInArchive(string shown)
    {
        for (var end = shown.IndexOf('!', StringComparison.Ordinal); end >= 0; end = shown.IndexOf('!', end + 1))
        {
            if (archives.Contains(shown[..end]))
                return true;
        }

        return false;
    }

    /// <summary>The file of a document of a run; null where it is none of these.</summary>
    /// <param name="id">The id of the document: the file, of a text.</param>
    /// <param name="file">Its file, where the run tells it.</param>
    public CandidateFile? Of(string id, string? file) =>
        files.GetValueOrDefault(file ?? id) is { } found && (!found.IsOneDocument || file is null || file == id)
            ? found
            : null;

    // The folder that a path is in as it was named.
    private static string RootOf(string input)
    {
        var full = Path.TrimEndingDirectorySeparator(RawPath.Full(input));
        return RawFiles.StateOf(full).Kind == FileStateKind.Folder ? full : Path.GetDirectoryName(full)!;
    }

    private void Add(InputFile file, List<string> folders)
    {
        var root = folders.First(folder => file.FullPath.StartsWith(
            Path.EndsInDirectorySeparator(folder) ? folder : folder + '/', StringComparison.Ordinal));
        var path = file.FullPath[root.Length..].TrimStart('/');
        var real = RealPath.Of(root);
        var number = roots.FindIndex(known => known.Path == real);
        if (number < 0)
        {
            number = roots.Count;
            roots.Add(NewRoot(real));
        }

        var facts = FileCalls.Look(file.FullPath);
        var isLink = facts is { IsLink: true } || IsLinked(root, FolderWalk.Part(path).Folder);
        files[file.Shown] = new CandidateFile(file, number, path, facts, isLink);
    }

    private CleanRoot NewRoot(string real)
    {
        var facts = FileCalls.Look(real)
            ?? throw new CleaningRefusedException($"{RawPath.Show(real)} cannot be looked at.");
        var name = Path.GetFileName(real) is { Length: > 0 } own ? own : "root";
        var free = name;
        for (var more = 2; roots.Exists(root => root.Name == free); more++)
            free = $"{name}-{more}";
        return new CleanRoot(real, facts.Device, facts.Inode, free);
    }

    private bool IsLinked(string root, string folder)
    {
        if (folder.Length == 0)
            return false;
        var full = $"{root}/{folder}";
        if (!linkedFolders.TryGetValue(full, out var isLinked))
            linkedFolders[full] = isLinked = FileCalls.Look(full) is not { IsFolder: true }
                || IsLinked(root, FolderWalk.Part(folder).Folder);
        return isLinked;
    }
}
