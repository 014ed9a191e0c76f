using Dedupe.Storage;

namespace Dedupe.Sources;

/// <summary>
/// Turns arguments to a list of files: the same list whatever the order of the arguments. A folder is searched with all
/// below it but run directories, so that a run does not read the results of an earlier one. Each real folder is read
/// once an argument, first those that are not behind a symbolic link, so a loop of links ends. A link that was met in
/// a folder is passed over where what it leads to is read: else a file would be a copy of itself, or its items would
/// have the ids of others. Whatever else stands in a folder is passed over, and told by its kind.
/// </summary>
internal sealed class InputExpander(SourceOptions options, SourceEnvironment environment, RetryPolicy retry)
{
    private readonly List<InputFile> found = [];
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private readonly HashSet<string> counted = new(StringComparer.Ordinal);
    private readonly HashSet<string> links = new(StringComparer.Ordinal);
    // What has no name that tells.
    private InputFormat StandardInput => options.Formats.Find(options.StandardInputFormat)!;

    private readonly string? output = RealPath.OrNull(options.Output);

    /// <summary>Told of every file that is passed over, once each, in no order.</summary>
    public Action<PassedOverFile> PassedOver { get; init; } = static _ => { };

    /// <summary>
    /// Files in folders that are known already, by their full paths: they are neither looked at nor told of.
    /// </summary>
    public Func<string, bool> Skips { get; init; } = static _ => false;

    /// <summary>Expands arguments to files in ordinal order of their paths, each once.</summary>
    public IReadOnlyList<InputFile> Expand(IReadOnlyList<string> inputs)
    {
        foreach (string input in inputs)
        {
            if (!string.IsNullOrEmpty(input) && !input.Contains('\0'))
                named.Add(RawPath.Full(input));
        }

        foreach (string input in inputs)
            Add(input);
        // The same file by two names (x and ./x): the name that sorts first stands.
        found.Sort(static (a, b) => string.CompareOrdinal(a.Shown, b.Shown));
        var files = found.DistinctBy(static file => file.FullPath, StringComparer.Ordinal).ToList();
        return links.Count == 0 ? files : new LinkedFiles(links, Skips, PassedOver).EachOnce(files);
    }

    /// <summary>
    /// Whether an argument names something. A link that leads nowhere is something: it is rejected by its name.
    /// </summary>
    public static bool IsThere(string input) =>
        !string.IsNullOrEmpty(input) && !input.Contains('\0') && Find(input) is var (full, state)
        && (state.Kind != FileStateKind.None || RawFiles.LinkTarget(full) is not null);

    // A name with bytes that are not UTF-8 may be given as it is shown.
    private static (string Full, FileState State) Find(string input)
    {
        string full = RawPath.Full(input);
        var state = RawFiles.StateOf(full);
        if (state.Kind == FileStateKind.None && RawPath.OfShown(input) is var raw && raw != input
            && RawFiles.StateOf(RawPath.Full(raw)) is { Kind: not FileStateKind.None } there)
            return (RawPath.Full(raw), there);
        return (full, state);
    }

    private void Add(string input)
    {
        if (input == FileSource.StandardInput)
        {
            found.Add(new InputFile(input, input, StandardInput, Packing: null, Length: null));
            return;
        }

        string shown = OperatingSystem.IsWindows() ? input.Replace('\\', '/') : input;
        if (string.IsNullOrEmpty(input) || input.Contains('\0'))
        {
            AddProblem(shown, input, RejectionReason.Missing, "This is no path.");
            return;
        }

        var (full, state) = Find(input);
        if (state.Kind == FileStateKind.Folder)
            AddFolder(shown.TrimEnd('/'), Path.TrimEndingDirectorySeparator(full));
        else if (state.Kind == FileStateKind.None && RawFiles.LinkTarget(full) is null)
            AddProblem(shown, full, RejectionReason.Missing, "There is no such file or folder.");
        else if (state.Kind == FileStateKind.Pipe)
            AddPipe(shown, full);
        else if (Refuses(shown, full, state))
            return;
        else if ((options.Formats.KindOf(full) ?? KindByContent(shown, full)) is { } kind)
            AddFile(shown, full, kind, state, isNamed: true);
        else
            AddProblem(
                shown, full, RejectionReason.Unsupported,
                $"The name tells no kind of file that is read here: {options.Formats.Endings}.");
    }

    // The kind of a file whose name tells none, where its first bytes do. Whoever names a file means it.
    private FileKind? KindByContent(string shown, string full)
    {
        var guess = new InputFile(shown, full, StandardInput, Packing: null, Length: null, IsOpen: true);
        using var input = Open(guess);
        input.StartAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return input.IsRecognised ? new FileKind(input.File.Format, input.File.Packing!, IsOpen: true) : null;
    }

    // Whether a file whose name other programs use too is one of theirs. What cannot be looked at is told when it is
    // read.
    private bool IsForeign(string shown, string full, FileKind kind)
    {
        if (!kind.IsOpen || named.Contains(full)
            || RawFiles.StateOf(full) is not { Kind: FileStateKind.File, Length: > 0 })
            return false;
        using var input = Open(new InputFile(shown, full, kind.Format, kind.Packing, Length: null, IsOpen: true));
        var start = new byte[InputFormats.StartBytes + 1];
        int length = 0;
        int read;
        do
        {
            read = input.ReadAsync(start.AsMemory(length), CancellationToken.None).AsTask().GetAwaiter().GetResult();
            length += read;
        }
        while (read > 0 && length < start.Length);
        int shownBytes = Math.Min(length, InputFormats.StartBytes);
        return input.Fault is null
            && input.File.Format.IsForeign(start.AsSpan(0, shownBytes), isWhole: shownBytes == length, options);
    }

    private OpenInput Open(InputFile file) => new(
        new RetryingReader(() => environment.Open(file.FullPath), retry, static _ => { }), file, options, environment);

    private void AddFolder(string shown, string full)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var wave = new List<(string Shown, string Full)> { (shown, full) };
        while (wave.Count > 0)
        {
            wave.Sort(static (a, b) => string.CompareOrdinal(a.Shown, b.Shown));
            var behindLinks = new List<(string Shown, string Full)>();
            foreach (var (linkShown, linkFull) in wave)
                Guarded(
                    linkShown, linkFull, () => Walk(linkShown, linkFull, RealPath.Of(linkFull), visited, behindLinks));
            wave = behindLinks;
        }
    }

    private void Walk(
        string shown, string full, string real, HashSet<string> visited, List<(string Shown, string Full)> behindLinks)
    {
        if (real == output || !visited.Add(real))
            return;
        bool counts = counted.Add(real);
        foreach (var entry in retry.Pipeline.Execute(List, full))
        {
            string entryShown = $"{shown}/{RawPath.Show(entry.Name)}";
            string entryFull = Path.Combine(full, entry.Name);
            if (!entry.IsFolder)
            {
                if (Skips(entryFull))
                    continue;
                if (!entry.Name.StartsWith('.') && options.Formats.KindOf(entry.Name) is { } kind
                    && !IsForeign(entryShown, entryFull, kind))
                {
                    var state = RawFiles.StateOf(entryFull);
                    if (entry.IsLink && state.Kind == FileStateKind.File && !named.Contains(entryFull))
                        links.Add(entryFull);
                    AddFile(entryShown, entryFull, kind, state, isNamed: false);
                }
                else if (counts)
                    PassOver(entryShown, entryFull, kind: null);
            }
            else if (entry.IsLink && !options.Follow)
            {
                if (counts)
                    PassOver(entryShown, entryFull, PassedOverFile.LinkToFolder);
            }
            else if (entry.Name.StartsWith('.'))
                PassOverAll(entryShown, entryFull, Path.Combine(real, entry.Name), PassedOverFile.InDotFolder);
            else if (RunFolder.Is(entryFull))
                PassOverAll(entryShown, entryFull, Path.Combine(real, entry.Name), PassedOverFile.InRunDirectory);
            else if (entry.IsLink)
                behindLinks.Add((entryShown, entryFull));
            else
                Guarded(
                    entryShown, entryFull,
                    () => Walk(entryShown, entryFull, Path.Combine(real, entry.Name), visited, behindLinks));
        }
    }

    // Everything in a folder, links not followed. What cannot be listed counts as one: nobody asked for it.
    private void PassOverAll(string shown, string full, string real, string kind)
    {
        if (real == output || !counted.Add(real))
            return;
        IReadOnlyList<FolderEntry> entries;
        try
        {
            entries = retry.Pipeline.Execute(List, full);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException
            || (exception is IOException && !HandleShortage.Is(exception)))
        {
            PassOver(shown, full, kind);
            return;
        }

        foreach (var entry in entries)
        {
            string entryShown = $"{shown}/{RawPath.Show(entry.Name)}";
            string entryFull = Path.Combine(full, entry.Name);
            if (entry is { IsFolder: true, IsLink: false })
                PassOverAll(entryShown, entryFull, Path.Combine(real, entry.Name), kind);
            else
                PassOver(entryShown, entryFull, kind);
        }
    }

    private void PassOver(string shown, string full, string? kind)
    {
        // What was named itself is read, or told with its own reason.
        if (named.Contains(full))
            return;
        kind ??= RawFiles.StateOf(full).Kind is FileStateKind.File or FileStateKind.None
            ? PassedOverFile.KindOfName(Path.GetFileName(full))
            : PassedOverFile.NoPlainFile;
        PassedOver(new PassedOverFile(shown, full, kind));
    }

    private IReadOnlyList<FolderEntry> List(string folder)
    {
        if (RawPath.IsRaw(folder))
            return RawFiles.List(folder);
        var entries = environment.List(new DirectoryInfo(folder));
        if (RawFiles.IsUsable && Array.Exists(entries, static entry => entry.Name.Contains('\uFFFD')))
            return RawFiles.List(folder);
        return Array.ConvertAll(
            entries,
            static entry => new FolderEntry(
                entry.Name, entry is DirectoryInfo, entry.Attributes.HasFlag(FileAttributes.ReparsePoint)));
    }

    private void Guarded(string shown, string full, Action walk)
    {
        try
        {
            walk();
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException
            || (exception is IOException && !HandleShortage.Is(exception)))
        {
            AddProblem(shown, full, RejectionReason.Unreadable, exception.Message);
        }
    }

    // Opening a pipe that was met by chance would wait for a writer for ever, and a device may never end.
    private bool Refuses(string shown, string full, FileState state)
    {
        if (state.Kind is not (FileStateKind.Pipe or FileStateKind.Socket or FileStateKind.Device))
            return false;
        AddProblem(shown, full, RejectionReason.Unreadable, $"This is no plain file but {Describe(state.Kind)}.");
        return true;
    }

    private void AddFile(string shown, string full, FileKind kind, FileState state, bool isNamed)
    {
        if (Refuses(shown, full, state))
            return;
        long? length = state.Kind == FileStateKind.File ? state.Length : null;
        // Where pipes are not told from files, they have no length either.
        found.Add(
            new InputFile(
                shown, full, kind.Format, kind.Packing, length, KnownEmpty: length == 0 && !isNamed,
                IsOpen: kind.IsOpen));
    }

    // A pipe that was named is read once, as standard input is; its name may tell what is in it.
    private void AddPipe(string shown, string full)
    {
        var kind = options.Formats.KindOf(full);
        found.Add(
            new InputFile(
                shown, full, kind?.Format ?? StandardInput, kind?.Packing, Length: null,
                IsPipe: true, IsOpen: kind?.IsOpen == true));
    }

    private void AddProblem(string shown, string full, RejectionReason reason, string detail) =>
        found.Add(
            new InputFile(shown, full, StandardInput, null, null, new Rejection(new Origin(shown, 0), reason, detail)));

    private static string Describe(FileStateKind kind) => kind switch
    {
        FileStateKind.Pipe => "a named pipe: name it itself to have it read",
        FileStateKind.Socket => "a socket",
        _ => "a device",
    };
}
