using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cleaning;

/// <summary>The folders of a plan, open, and its quarantine: where a file is, and where it goes.</summary>
internal sealed class CleanPlace : IDisposable
{
    private readonly CleanPlan plan;
    private readonly SafetyChecks checks;
    private readonly List<SafeFileHandle> roots = [];
    private readonly SafeFileHandle? quarantine;
    private readonly SafeFileHandle? copies;

    /// <summary>Opens them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="quarantine">The folder of the quarantine, made where it is missing; null: none is needed.</param>
    /// <param name="checks">What is looked at.</param>
    /// <param name="copies">The folder of filtered copies; null: none are written.</param>
    /// <exception cref="CleaningRefusedException">A folder is not the one that was planned with.</exception>
    /// <exception cref="IOException">The quarantine cannot be made.</exception>
    public CleanPlace(CleanPlan plan, string? quarantine, SafetyChecks checks, string? copies = null)
    {
        (this.plan, this.checks) = (plan, checks);
        using var top = FileCalls.OpenRoot();
        try
        {
            foreach (var root in plan.Roots)
                roots.Add(OpenRoot(top, root));
            if (quarantine is not null)
                this.quarantine = FolderWalk.Open(top, Sources.RealPath.Of(quarantine), checks, make: true);
            if (copies is not null)
                this.copies = FolderWalk.Open(top, Sources.RealPath.Of(copies), checks, make: true);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The open folder in which a path begins.</summary>
    public SafeFileHandle Root(PlannedFile file) => roots[file.Root];

    /// <summary>The open folder that a file is in.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public SafeFileHandle FolderOf(PlannedFile file) =>
        FolderWalk.Open(roots[file.Root], FolderWalk.Part(file.Path).Folder, checks);

    /// <summary>The path of a file in the quarantine: the same tree, below the name of its root.</summary>
    public string PathAway(PlannedFile file) => $"{plan.Roots[file.Root].Name}/{file.Path}";

    /// <summary>The open folder of the quarantine that a file is in.</summary>
    /// <param name="file">The file.</param>
    /// <param name="make">Whether it is made where it is missing.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public SafeFileHandle FolderAway(PlannedFile file, bool make) =>
        FolderWalk.Open(quarantine!, FolderWalk.Part(PathAway(file)).Folder, checks, make);

    /// <summary>The file that was moved to the quarantine, open.</summary>
    /// <exception cref="SkippedException">It is not there, or has other bytes.</exception>
    public CheckedFile OpenAway(PlannedFile planned, SafetyChecks checks)
    {
        try
        {
            var file = CheckedFile.Open(quarantine!, PathAway(planned), checks);
            if (!checks.HasFlag(SafetyChecks.ReturnedContent)
                || (file.Facts.Written == planned.Written && file.Hash() == planned.Hash))
                return file;
            file.Dispose();
        }
        catch (IOException error)
        {
            throw SkippedException.Of(error);
        }

        throw new SkippedException(SkipReason.Changed);
    }

    /// <summary>The open folder that a file comes back to.</summary>
    /// <exception cref="SkippedException">It is not there.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public SafeFileHandle OpenFolder(PlannedFile file)
    {
        try
        {
            return FolderOf(file);
        }
        catch (IOException error) when (error.HResult == FileCalls.NotThere)
        {
            throw new SkippedException(SkipReason.FolderGone, error.Message);
        }
    }

    /// <summary>The open folder of the filtered copies that one of a file goes to, made where it is missing.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public SafeFileHandle FolderOfCopy(PlannedFile file) =>
        FolderWalk.Open(copies!, FolderWalk.Part(PathAway(file)).Folder, checks, make: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        copies?.Dispose();
        roots.ForEach(static root => root.Dispose());
        quarantine?.Dispose();
    }

    private SafeFileHandle OpenRoot(SafeFileHandle top, CleanRoot root)
    {
        try
        {
            var folder = FolderWalk.Open(top, root.Path, checks);
            var facts = FileCalls.Look(folder);
            if (facts.Device == root.Device && facts.Inode == root.Inode)
                return folder;
            folder.Dispose();
        }
        catch (IOException error)
        {
            throw new CleaningRefusedException($"{Sources.RawPath.Show(root.Path)} cannot be opened: {error.Message}");
        }

        throw new CleaningRefusedException(
            $"{Sources.RawPath.Show(root.Path)} is not the folder that the plan was made with. Make the plan again.");
    }
}
