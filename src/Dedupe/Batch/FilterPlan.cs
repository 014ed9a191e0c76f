using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// Which file goes where; made, and refused, before anything is written. All names and all that stands in the way are
/// looked at here.
/// </summary>
internal sealed class FilterPlan
{
    /// <summary>What to do about a run that cannot be used.</summary>
    public const string RunAgain = "Run 'dedupe cluster' again, then filter.";

    private readonly FilterOptions options;
    private readonly RunManifest run;
    private readonly Dictionary<string, (string Shown, InputStamp Input)> ofRun = new(StringComparer.Ordinal);
    private readonly HashSet<string> linksOfRun = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FilterTarget> targets = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FilterLink> links = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> passedOver = new(StringComparer.Ordinal);
    private readonly SourceEnvironment environment = new();

    /// <summary>Makes a plan.</summary>
    /// <exception cref="FilterRefusedException">Run, inputs and output do not go together.</exception>
    /// <exception cref="InvalidDataException">The manifest of the run cannot be read.</exception>
    public FilterPlan(FilterOptions options)
    {
        this.options = options;
        options.Rule.Validate();
        run = FinishedRun();
        (Dedupe, Source) = OptionsFile.Read(
            Path.Combine(options.RunDirectory, RunFolder.ManifestName), options.Formats);
        foreach (var input in run.Inputs.Where(static input => input.Path != FileSource.StandardInput))
        {
            foreach (var file in new FileSource([input.Path], Source).Inputs)
            {
                if (file.Problem is null
                    && ofRun.TryAdd(file.FullPath, (file.Shown, input))
                    && IsLink(input.Path, file))
                    linksOfRun.Add(file.Shown);
            }
        }

        new FilterPlaces(options, run).Check();
        foreach (var input in options.Inputs)
            Add(input);
        CheckStamps();
        FilterPlaces.CheckNames(options, [.. targets.Keys, .. links.Keys]);
    }

    /// <summary>How the run compared documents.</summary>
    public DedupeOptions Dedupe { get; }

    /// <summary>How the run read its inputs.</summary>
    public SourceOptions Source { get; }

    /// <summary>
    /// Files by the name they get below the output folder. A file is shown as the run showed it, so that its id is the
    /// same.
    /// </summary>
    public IEnumerable<FilterTarget> Targets => targets.Values;

    /// <summary>Symbolic links in folders.</summary>
    public IEnumerable<FilterLink> Links => links.Values;

    /// <summary>What is in folders and can be neither read nor written again: pipes, links that lead nowhere.</summary>
    public List<Rejection> Rejections { get; } = [];

    /// <summary>Files in folders that are not read, by kind.</summary>
    public IReadOnlyDictionary<string, long> PassedOver => passedOver;

    /// <summary>Whether a document of the run was read through a symbolic link in a folder.</summary>
    /// <param name="id">Its id: the file, of a text.</param>
    /// <param name="file">Its file, where the run tells it.</param>
    public bool IsBehindLink(string id, string? file) => linksOfRun.Contains(file ?? id);

    private RunManifest FinishedRun() =>
        Batch.FinishedRun.Problem(options.RunDirectory, out var manifest) is { } problem
            ? throw new FilterRefusedException($"{problem} {RunAgain}")
            : manifest!;

    private void Add(string input)
    {
        if (input == FileSource.StandardInput)
            throw new FilterRefusedException("Standard input has no file name to write to: name files and folders.");
        var isFolder = Directory.Exists(input);
        var others = new List<PassedOverFile>();
        var expander = new InputExpander(
            Source, environment, new RetryPolicy(Source, environment.Time))
        { PassedOver = others.Add };
        foreach (var found in expander.Expand([input]))
        {
            if (found.Problem is { } problem
                && (!isFolder || found.FullPath == Path.TrimEndingDirectorySeparator(RawPath.Full(input))))
                throw new FilterRefusedException($"{problem.Origin.Source}: {problem.Detail}");
            if (found.IsPipe)
                throw new FilterRefusedException(
                    $"{found.Shown} is a pipe, and cannot be read a second time: name files and folders.");
            if (found.Problem is not null)
                Rejections.Add(found.Problem);
            else
                Add(input, isFolder, found);
        }

        foreach (var other in others.OrderBy(static other => other.Shown, StringComparer.Ordinal))
        {
            if (other.Kind == PassedOverFile.LinkToInput)
            {
                AddOther(input, other);
                continue;
            }

            passedOver[other.Kind] = passedOver.GetValueOrDefault(other.Kind) + 1;
            if (options.CopyOthers)
                AddOther(input, other);
        }
    }

    private void Add(string input, bool isFolder, InputFile found)
    {
        var known = ofRun.TryGetValue(found.FullPath, out var then);
        if (!known && !options.AllowOther)
            throw new FilterRefusedException($"{found.Shown} was not part of the run in {options.RunDirectory}.");
        if (known)
            found = found with { Shown = then.Shown };
        var name = isFolder ? NameIn(input, found.FullPath) : Path.GetFileName(found.FullPath);
        if (isFolder && IsLink(input, found))
            AddLink(input, name, found.FullPath, found.Shown);
        else if (found.KnownEmpty || CanBeRead(found.Shown, found.FullPath))
            AddTarget(new FilterTarget(name, found.FullPath, found), found.Shown);
    }

    private void AddOther(string input, PassedOverFile other)
    {
        var name = NameIn(input, other.FullPath);
        if (RawFiles.LinkTarget(other.FullPath) is not null)
            AddLink(input, name, other.FullPath, other.Shown);
        else if (RawFiles.StateOf(other.FullPath).Kind != FileStateKind.File)
            Rejections.Add(
                new Rejection(
                    new Origin(other.Shown, 0), RejectionReason.Unreadable,
                    "This is no plain file, and is not brought along."));
        else if (CanBeRead(other.Shown, other.FullPath))
            AddTarget(new FilterTarget(name, other.FullPath, null), other.Shown);
    }

    // What cannot be opened was no input of the run either; nothing is written for it.
    private bool CanBeRead(string shown, string full)
    {
        try
        {
            using var stream = environment.Open(full);
            _ = stream.Read(new byte[1]);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Rejections.Add(new Rejection(new Origin(shown, 0), RejectionReason.Unreadable, exception.Message));
            return false;
        }
    }

    private void AddTarget(FilterTarget target, string shown)
    {
        if (targets.TryGetValue(target.Name, out var other) && other.FullPath != target.FullPath)
            throw new FilterRefusedException(
                $"{RawPath.Show(other.FullPath)} and {shown} would both be written to {RawPath.Show(target.Name)}: " +
                $"filter them one after the other.");
        targets[target.Name] = target;
    }

    private void AddLink(string input, string name, string full, string shown)
    {
        var says = RawFiles.LinkTarget(full);
        if (says is null)
        {
            // It is a file behind a link to a folder: the folder's own link would have to be written, and is not
            // followed by default.
            links[name] = new FilterLink(name, shown, name, "");
            return;
        }

        var target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(full)!, says));
        if (RawFiles.StateOf(full).Kind is not (FileStateKind.File or FileStateKind.Folder))
        {
            Rejections.Add(
                new Rejection(
                    new Origin(shown, 0), RejectionReason.Unreadable,
                    $"This is a symbolic link that leads to no file: {RawPath.Show(says)}."));
            return;
        }

        var root = Path.TrimEndingDirectorySeparator(RawPath.Full(input));
        var isInside = target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        var inside = isInside ? NameIn(input, target) : target == root ? "" : null;
        links[name] = new FilterLink(
            name, shown, inside, inside is null
                ? target
                : Path.GetRelativePath(Path.GetDirectoryName("/" + name)!, "/" + inside));
    }

    private void CheckStamps()
    {
        if (options.AllowOther)
            return;
        var files = targets.Values.Where(static target => target.File is not null);
        foreach (var then in files.Select(target => ofRun[target.FullPath].Input).Distinct())
        {
            var now = InputStamp.Of(then.Path, Source);
            if (now != then)
                throw new FilterRefusedException(
                    $"{then.Path} changed since the run: it was {then.Describe()}, and is {now.Describe()}. " +
                    RunAgain);
        }
    }

    private static string NameIn(string folder, string full) =>
        full[(Path.TrimEndingDirectorySeparator(RawPath.Full(folder)).Length + 1)..];

    // A link itself, or behind one, below a folder that was named. What was named itself is meant, link or not.
    private static bool IsLink(string input, InputFile file)
    {
        var root = Path.TrimEndingDirectorySeparator(RawPath.Full(input));
        if (file.FullPath == root)
            return false;
        for (var path = file.FullPath; path.Length > root.Length; path = Path.GetDirectoryName(path)!)
        {
            if (RawFiles.LinkTarget(path) is not null)
                return true;
        }

        return false;
    }
}
