using Dedupe.Batch;
using Dedupe.Batch.Removal;
using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>
/// Makes a plan of what a run found: which files and records may go, and what stays for each. Memory is that of the
/// files and of the documents of clusters, and the bytes of files that lose something or stay for it are read once, or
/// twice where they hold records.
/// </summary>
/// <param name="options">What is planned.</param>
/// <param name="files">The files, looked at before the run.</param>
internal sealed class CleanPlanner(CleanOptions options, CandidateFiles files)
{
    private readonly SortedDictionary<WhyKept, int> kept = [];
    private readonly Dictionary<(string Cluster, string Hash), PlannedFile> unlike = [];
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
        var (plan, rejected) = await ReadAsync(
            options.Keep ?? KeepPolicy.Of(dedupe.Clustering), cancellationToken);
        var planned = new PlannedFiles(files, source, plan, rejected);
        var chosen = new List<RemovalMember>();
        foreach (var member in plan.Members.Where(static member => member.Fate != RemovalFate.KeptCopy))
        {
            if (WhyKept(member) is { } why)
            {
                Keep(why);
                continue;
            }

            chosen.Add(member);
            planned.Want(member);
            planned.Want(member.Beside!);
        }

        var removals = new List<PlannedRemoval>();
        var entries = new HashSet<(ulong, ulong, string, (long, string, string)?)>();
        foreach (var (at, member) in chosen.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new RunProgress("hash", at + 1, chosen.Count, 0) { Unit = "documents" });
            var (keeper, _) = await planned.LookAsync(member.Beside!, cancellationToken);
            var (victim, why) = await planned.LookAsync(member, cancellationToken);
            why ??= victim is null || keeper is null
                ? Cleaning.WhyKept.Changed
                : WhyKept(victim, keeper, entries);
            if (why == Cleaning.WhyKept.MoreThanWords && SameBytes(member, victim!) is { } first)
                removals.Add(new PlannedRemoval(
                    removals.Count + 1, member.Cluster, Relation.Identical, member.Words, 0, 0, 0, victim!, first));
            else if (why is { } reason)
                Keep(reason);
            else
                removals.Add(new PlannedRemoval(
                    removals.Count + 1, member.Cluster, member.Relation, member.Words, member.OwnShare,
                    member.LostWords, member.LostBoilerplate, victim!, keeper!));
        }

        var documents = Math.Max(files.Count, new ResultFolder(options.Run).ReadOutcome().Accepted);
        CheckSize(removals, plan, documents);
        var losing = removals.Where(static removal => removal.Victim.Record is not null).ToList();
        var once = removals.Where(static removal => removal.Victim.Record is null)
            .DistinctBy(static removal => (removal.Victim.Device, removal.Victim.Inode));
        return (removals, new CleanTotals(
            files.Files, files.Count, files.WrittenAgain, documents, removals.Count, losing.Count,
            losing.Select(static removal => removal.Victim.Key).Distinct().Count(),
            once.Sum(static removal => removal.Victim.Size),
            removals.Sum(static removal => (long)removal.Words),
            removals.Sum(static removal => (long)removal.LostWords),
            removals.Count(static removal => removal.HasSameBytes), kept));
    }

    // What stays for what it holds beside its words is enough once: another file with the same bytes may go, and
    // another record with the same text. Null for the first, and for another name of it.
    private PlannedFile? SameBytes(RemovalMember member, PlannedFile victim)
    {
        var hash = victim.Record?.TextHash ?? victim.Hash;
        if (!options.Relations.Contains(Relation.Identical) || unlike.TryAdd((member.Cluster, hash), victim))
            return null;
        var first = unlike[(member.Cluster, hash)];
        if (victim.Record is not null)
            return first.Record is not null && IsAnother(victim, first) && HasTheWords(victim, first) ? first : null;
        return first.Record is null && IsAnother(victim, first) ? first : null;
    }

    private void Keep(WhyKept why) => kept[why] = kept.GetValueOrDefault(why) + 1;

    private async Task<(RemovalPlan Plan, RejectedDocuments Rejected)> ReadAsync(
        KeepPolicy policy, CancellationToken cancellationToken)
    {
        try
        {
            return (
                await new RemovalReader(options.Run, options.Rule, policy, StandsAside, Stays)
                    .ReadAsync(cancellationToken),
                await RejectedDocuments.ReadAsync(options.Run, cancellationToken));
        }
        catch (InvalidDataException error)
        {
            throw new CleaningRefusedException(error.Message);
        }
    }

    // What is inside an archive, and what was read through a link, neither goes nor is kept for another.
    private bool StandsAside(string id, string? file) => files.Of(id, file) is not { IsBehindLink: false };

    // A record of a file that is not written again stays, and others may go beside it.
    private bool Stays(string id, string? file) =>
        files.Of(id, file) is { } found && (!CanGo(found) || IsProtected(found));

    private static bool CanGo(CandidateFile file) => file.IsOneDocument || file.IsWrittenAgain;

    private bool IsProtected(CandidateFile file) => shelters.Length > 0 && Array.Exists(
        shelters, shelter => IsIn(shelter, Path.Combine(files.Roots[file.Root].Path, file.Path)));

    private static bool IsIn(string folder, string path) => path == folder
        || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + '/', StringComparison.Ordinal)
        || folder == "/";

    // As far as the run tells.
    private WhyKept? WhyKept(RemovalMember member)
    {
        if (files.Of(member.Name, member.File) is not { } file)
            return files.IsInArchive(member.File ?? member.Name)
                ? Cleaning.WhyKept.Archive
                : Cleaning.WhyKept.Record;
        if (file.IsBehindLink)
            return Cleaning.WhyKept.Link;
        if (IsProtected(file))
            return Cleaning.WhyKept.Protected;
        if (!CanGo(file))
            return Cleaning.WhyKept.Record;
        if (member.Fate == RemovalFate.KeptForLabel || member.StandsAside)
            return Cleaning.WhyKept.Label;
        if (member.Fate != RemovalFate.Removed || member.Beside is null)
            return Cleaning.WhyKept.OwnText;
        if (member.Words < fewestWords)
            return Cleaning.WhyKept.TooShort;
        return options.Relations.Contains(member.Relation) ? null : Cleaning.WhyKept.Relation;
    }

    // As far as the two files tell.
    private WhyKept? WhyKept(
        PlannedFile victim, PlannedFile keeper,
        HashSet<(ulong, ulong, string, (long, string, string)?)> entries)
    {
        // Also one name that was reached by two paths: a folder that is mounted twice.
        if (!IsAnother(victim, keeper) || !entries.Add(EntryOf(victim)))
            return Cleaning.WhyKept.SameFile;
        var isSame = victim.Record is null && keeper.Record is null
            && victim.Size == keeper.Size && victim.Hash == keeper.Hash;
        return isSame || options.ByWords || HasTheWords(victim, keeper) ? null : Cleaning.WhyKept.MoreThanWords;
    }

    // A text is its words; a record is its fields, and another record has these, but no text.
    private bool HasTheWords(PlannedFile victim, PlannedFile keeper)
    {
        if (options.Formats.Find(victim.Format) is not { } going
            || options.Formats.Find(keeper.Format) is not { } staying)
            return false;
        return going.HasFields || going.IsWordsAlone
            ? staying.HasFields || going == staying
            : going.IsText && going == staying;
    }

    // Two records of one file are two, and two names of one file are one.
    private static bool IsAnother(PlannedFile victim, PlannedFile keeper) =>
        (victim.Device, victim.Inode) != (keeper.Device, keeper.Inode)
        || (victim.Key == keeper.Key && victim.Record?.Place != keeper.Record?.Place);

    // The folder that a name stands in, the name, and the place of the record.
    private (ulong, ulong, string, (long, string, string)?) EntryOf(PlannedFile file)
    {
        var (folder, name) = FolderWalk.Part(file.Path);
        var facts = FileCalls.Look(Path.Combine(files.Roots[file.Root].Path, folder));
        return (facts?.Device ?? 0, facts?.Inode ?? 0, name, file.Record?.Place);
    }

    private void CheckSize(List<PlannedRemoval> removals, RemovalPlan plan, long documents)
    {
        if (removals.Count * 100L > options.MaxRemovePercent * documents)
            throw new CleaningRefusedException(
                $"{removals.Count} of {documents} documents would go, more than {options.MaxRemovePercent} %: that " +
                "is too good to be true, so no plan was made. Look at the run first; a higher --max-remove-percent " +
                "lets it pass.");
        var losing = removals.Select(static removal => removal.Cluster).ToHashSet(StringComparer.Ordinal);
        var largest = plan.Members.GroupBy(static member => member.Cluster)
            .Where(cluster => losing.Contains(cluster.Key))
            .MaxBy(static cluster => cluster.Count());
        if (largest is not null && largest.Count() > options.MaxCluster)
            throw new CleaningRefusedException(
                $"The cluster of {largest.First().Name} has {largest.Count()} documents, more than " +
                $"{options.MaxCluster}: look at it first; a higher --max-cluster lets it pass.");
    }
}
