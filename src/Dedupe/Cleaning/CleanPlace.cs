using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cleaning;

/// <summary>The folders of a plan, open, and its quarantine: where a file is, and where it goes.</summary>
internal sealed class CleanPlace : IDisposable
{
    private readonly CleanPlan plan;
    private readonly SafetyChecks checks;
    private readonly List<SafeFileHandle> roots = [];
    private readonly SafeFileHandle? quarantine;

    /// <summary>Opens them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="quarantine">The folder of the quarantine, made where it is missing; null: none is needed.</param>
    /// <param name="checks">What is looked at.</param>
    /// <exception cref="CleaningRefusedException">A folder is not the one that was planned with.</exception>
    /// <exception cref="IOException">The quarantine cannot be made.</exception>
    public CleanPlace(CleanPlan plan, string? quarantine, SafetyChecks checks)
    {
        (this.plan, this.checks) = (plan, checks);
        using var top = FileCalls.OpenRoot();
        try
        {
            foreach (var root in plan.Roots)
                roots.Add(OpenRoot(top, root));
            if (quarantine is not null)
                this.quarantine = FolderWalk.Open(top, Sources.RealPath.Of(quarantine), checks, make: true);
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

    /// <summary>The quarantine.</summary>
    public SafeFileHandle Quarantine => quarantine!;

    /// <summary>The open folder of the quarantine that a file is in.</summary>
    /// <param name="file">The file.</param>
    /// <param name="make">Whether it is made where it is missing.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public SafeFileHandle FolderAway(PlannedFile file, bool make) =>
        FolderWalk.Open(quarantine!, FolderWalk.Part(PathAway(file)).Folder, checks, make);

    /// <inheritdoc/>
    public void Dispose()
    {
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
