using Dedupe.Batch;
using Dedupe.Batch.Removal;
using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>
/// Makes a plan of what a run found: which files may go, and which file stays for each. Memory is that of the files,
/// and the bytes of those that go and that stay for them are read once.
/// </summary>
/// <param name="options">What is planned.</param>
/// <param name="files">The files, looked at before the run.</param>
internal sealed class CleanPlanner(CleanOptions options, CandidateFiles files)
{
    private readonly Dictionary<string, PlannedFile?> planned = new(StringComparer.Ordinal);
    private readonly SortedDictionary<WhyKept, int> kept = [];
    private int fewestWords;
    private readonly string[] shelters = [.. options.Protected.Select(RealPath.Of)];

    /// <summary>Whether a path is a folder or in it, both by their real paths.</summary>
    public static bool Contains(string folder, string path)
    {
        var (outer, inner) = (RealPath.Of(folder), RealPath.Of(path));
        return IsIn(outer, inner);
    }

    /// <summary>Refuses a folder for a plan that would be read as input next time.</summary>
    /// <exception cref="CleaningRefusedException">It is one.</exception>
    public static void CheckPlace(string plan, IEnumerable<string> inputs)
    {
        foreach (var input in inputs.Where(input => Directory.Exists(input) && Contains(input, plan)))
            throw new CleaningRefusedException(
                $"{plan} is inside the input {input}, and its quarantine would be read as input next time: choose " +
                "another folder.");
    }

    /// <summary>Makes it; nothing is written.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CleaningRefusedException">The run cannot be used, or the plan is too good to be
    /// true.</exception>
    /// <exception cref="IOException">The results of the run cannot be read.</exception>
    public async Task<(IReadOnlyList<PlannedRemoval> Removals, CleanTotals Totals)> MakeAsync(
        IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (FinishedRun.Problem(options.Run, out var run) is { } problem)
            throw new CleaningRefusedException(problem);
        var (dedupe, source) = OptionsFile.Read(Path.Combine(options.Run, RunFolder.ManifestName), options.Formats);
        foreach (var then in run!.Inputs.Where(then => InputStamp.Of(then.Path, source) != then))
            throw new CleaningRefusedException($"{then.Path} changed since the run. Run again.");
        fewestWords = dedupe.ShingleSize;
        var plan = await ReadAsync(options.Keep ?? KeepPolicy.Of(dedupe.Clustering), cancellationToken);
        var removals = new List<PlannedRemoval>();
        var entries = new HashSet<(ulong, ulong, string)>();
        long seen = 0;
        foreach (var member in plan.Members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new RunProgress("hash", ++seen, plan.Members.Count, 0) { Unit = "files" });
            if (member.Fate == RemovalFate.KeptCopy)
                continue;
            if (WhyKept(member, entries) is { } why)
                kept[why] = kept.GetValueOrDefault(why) + 1;
            else
                removals.Add(new PlannedRemoval(
                    removals.Count + 1, member.Cluster, member.Relation, member.Words, member.OwnShare,
                    member.LostWords, member.LostBoilerplate, planned[FileOf(member)]!,
                    planned[FileOf(member.Beside!)]!));
        }

        CheckSize(removals, plan);
        var once = removals.DistinctBy(static removal => (removal.Victim.Device, removal.Victim.Inode));
        return (removals, new CleanTotals(
            files.Files, files.Count, removals.Count, once.Sum(static removal => removal.Victim.Size),
            removals.Sum(static removal => (long)removal.Words),
            removals.Sum(static removal => (long)removal.LostWords),
            removals.Count(static removal => removal.HasSameBytes), kept));
    }

    private Task<RemovalPlan> ReadAsync(KeepPolicy policy, CancellationToken cancellationToken)
    {
        try
        {
            return new RemovalReader(options.Run, options.Rule, policy, StandsAside, IsProtected)
                .ReadAsync(cancellationToken);
        }
        catch (InvalidDataException error)
        {
            throw new CleaningRefusedException(error.Message);
        }
    }

    private static string FileOf(RemovalMember member) => member.File ?? member.Name;

    // A document among others in its file, and what was read through a link, neither goes nor is kept for another.
    private bool StandsAside(string id, string? file) => Find(id, file) is not { IsBehindLink: false };

    private CandidateFile? Find(string id, string? file) => file is null || file == id ? files.Find(id) : null;

    private bool IsProtected(string id, string? file) =>
        shelters.Length > 0 && Find(id, file) is { } found
        && Array.Exists(shelters, shelter => IsIn(shelter, Path.Combine(files.Roots[found.Root].Path, found.Path)));

    private static bool IsIn(string folder, string path) => path == folder
        || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + '/', StringComparison.Ordinal)
        || folder == "/";

    private WhyKept? WhyKept(RemovalMember member, HashSet<(ulong, ulong, string)> entries)
    {
        if (Find(member.Name, member.File) is not { } file)
            return Cleaning.WhyKept.Record;
        if (file.IsBehindLink)
            return Cleaning.WhyKept.Link;
        if (member.IsProtected)
            return Cleaning.WhyKept.Protected;
        if (member.Fate == RemovalFate.KeptForLabel || member.StandsAside)
            return Cleaning.WhyKept.Label;
        if (member.Fate != RemovalFate.Removed || member.Beside is not { } beside)
            return Cleaning.WhyKept.OwnText;
        if (member.Words < fewestWords)
            return Cleaning.WhyKept.TooShort;
        if (!options.Relations.Contains(member.Relation))
            return Cleaning.WhyKept.Relation;
        if (Look(file) is not { } victim || Look(files.Find(FileOf(beside))!) is not { } keeper)
            return Cleaning.WhyKept.Changed;
        // Also one name that was reached by two paths: a folder that is mounted twice.
        if ((victim.Device, victim.Inode) == (keeper.Device, keeper.Inode) || !entries.Add(EntryOf(victim)))
            return Cleaning.WhyKept.SameFile;
        var isSame = victim.Size == keeper.Size && victim.Hash == keeper.Hash;
        var isText = file.Input.Format.IsText && victim.Format == keeper.Format;
        return isSame || isText || options.ByWords ? null : Cleaning.WhyKept.MoreThanWords;
    }

    // The folder that a name stands in, and the name.
    private (ulong, ulong, string) EntryOf(PlannedFile file)
    {
        var (folder, name) = FolderWalk.Part(file.Path);
        var facts = FileCalls.Look(Path.Combine(files.Roots[file.Root].Path, folder));
        return (facts?.Device ?? 0, facts?.Inode ?? 0, name);
    }

    // As it was before the run, with the hash of its bytes; null where it is not what it was.
    private PlannedFile? Look(CandidateFile file)
    {
        if (planned.TryGetValue(file.Input.Shown, out var known))
            return known;
        return planned[file.Input.Shown] = file.Facts is { IsFile: true } facts ? Read(file, facts) : null;
    }

    private PlannedFile? Read(CandidateFile file, FileFacts before)
    {
        try
        {
            using var top = FileCalls.OpenRoot();
            using var root = FolderWalk.Open(top, files.Roots[file.Root].Path);
            using var open = CheckedFile.Open(root, file.Path, SafetyChecks.All);
            var hash = open.Hash();
            var now = FileCalls.Look(open.File);
            return now.IsSameFileAs(before) && (now.Size, now.Written, now.Changed)
                == (before.Size, before.Written, before.Changed)
                ? new PlannedFile(
                    file.Root, file.Path, now.Device, now.Inode, now.Size, now.Written, hash, file.Input.Format.Name,
                    file.Input.Shown)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void CheckSize(List<PlannedRemoval> removals, RemovalPlan plan)
    {
        if (removals.Count * 100L > (long)options.MaxRemovePercent * files.Count)
            throw new CleaningRefusedException(
                $"{removals.Count} of {files.Count} files would go, more than {options.MaxRemovePercent} %: that is " +
                "too good to be true, so no plan was made. Look at the run first; a higher --max-remove-percent lets " +
                "it pass.");
        var losing = removals.Select(static removal => removal.Cluster).ToHashSet(StringComparer.Ordinal);
        var largest = plan.Members.GroupBy(static member => member.Cluster)
            .Where(cluster => losing.Contains(cluster.Key))
            .MaxBy(static cluster => cluster.Count());
        if (largest is not null && largest.Count() > options.MaxCluster)
            throw new CleaningRefusedException(
                $"The cluster of {largest.First().Name} has {largest.Count()} files, more than " +
                $"{options.MaxCluster}: look at it first; a higher --max-cluster lets it pass.");
    }
}
