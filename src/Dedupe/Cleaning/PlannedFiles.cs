using Dedupe.Batch;
using Dedupe.Batch.Removal;
using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>
/// Files and records of a run as a plan has them: each file is opened and read once, and is what it was before the run,
/// or it is in no plan.
/// </summary>
/// <param name="files">The files, looked at before the run.</param>
/// <param name="options">How they are read.</param>
/// <param name="run">What becomes of the documents of the run.</param>
/// <param name="rejected">What the run rejected though it can be read.</param>
internal sealed class PlannedFiles(
    CandidateFiles files, SourceOptions options, RemovalPlan run, RejectedDocuments rejected)
{
    private readonly Dictionary<string, (PlannedFile? File, RecordPlaces? Records, bool HasOneName)> known =
        new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<RemovalMember>> wanted = new(StringComparer.Ordinal);
    private readonly RecordFiles records = new(options);

    /// <summary>Says that a document will be asked for: all of a file are, before the first is looked at.</summary>
    public void Want(RemovalMember member)
    {
        if (files.Of(member.Name, member.File) is not { IsOneDocument: false } file)
            return;
        if (!wanted.TryGetValue(file.Input.Shown, out var members))
            wanted[file.Input.Shown] = members = [];
        members.Add(member);
    }

    /// <summary>A document as a plan has it; null where its file is not what it was.</summary>
    /// <param name="member">The document.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>It, and why it may not go where it is a record that may not.</returns>
    public async Task<(PlannedFile? File, WhyKept? Kept)> LookAsync(
        RemovalMember member, CancellationToken cancellationToken)
    {
        var file = files.Of(member.Name, member.File)!;
        if (!known.TryGetValue(file.Input.Shown, out var look))
            known[file.Input.Shown] = look = await ReadAsync(file, cancellationToken);
        if (look.File is null || file.IsOneDocument)
            return (look.File, null);
        if (look.Records!.Of(member) is not { } record)
            return (null, WhyKept.Record);
        return (
            look.File with { Id = member.Name, Record = record },
            look.Records.WhyKept is not null ? WhyKept.Record : look.HasOneName ? null : WhyKept.OtherNames);
    }

    // As it was before the run, with the hash of its bytes; null where it is not what it was.
    private async Task<(PlannedFile?, RecordPlaces?, bool)> ReadAsync(
        CandidateFile file, CancellationToken cancellationToken)
    {
        if (file.Facts is not { IsFile: true } before)
            return default;
        try
        {
            using var top = FileCalls.OpenRoot();
            using var root = FolderWalk.Open(top, files.Roots[file.Root].Path);
            using var open = CheckedFile.Open(root, file.Path, SafetyChecks.All);
            var hash = open.Hash();
            RecordPlaces? places = null;
            if (wanted.TryGetValue(file.Input.Shown, out var members))
            {
                places = new RecordPlaces(file.Input.Shown, run, rejected, members);
                await places.ReadAsync(records, open, file.Input, options, cancellationToken);
            }

            var now = FileCalls.Look(open.File);
            return now.IsSameFileAs(before) && (now.Size, now.Written, now.Changed)
                == (before.Size, before.Written, before.Changed)
                ? (new PlannedFile(
                    file.Root, file.Path, now.Device, now.Inode, now.Size, now.Written, hash,
                    places?.Format ?? file.Input.Format.Name, file.Input.Shown), places, now.Links == 1)
                : default;
        }
        catch (IOException)
        {
            return default;
        }
    }
}
