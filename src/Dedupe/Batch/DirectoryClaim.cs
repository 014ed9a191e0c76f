using Dedupe.Reporting;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>
/// What a run may touch in its directory. The directory is a run's only by a sealed manifest in it; what stands
/// elsewhere under the names of a run belongs to
/// somebody else. Nothing that the run reads may be where it writes. All of it is looked at before the first byte is
/// written.
/// </summary>
internal static class DirectoryClaim
{
    /// <summary>The folder of the scripts and outputs of a run that a scheduler does.</summary>
    public const string SlurmFolder = "slurm";

    private static readonly string[] Files =
        [RunFolder.ManifestName, .. ResultFolder.Names, .. ResultFolder.TableNames];

    /// <summary>Looks whether a run may use a directory.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="isOurs">Whether a sealed manifest is in it.</param>
    /// <exception cref="RunDirectoryRefusedException">It may not; the message names what is in the way.</exception>
    public static void Check(string directory, bool isOurs)
    {
        if (File.Exists(directory))
            throw new RunDirectoryRefusedException($"{directory} is a file, not a directory to write to.");
        if (!Directory.Exists(directory))
            return;
        foreach (var name in Files.SelectMany(static name => (string[])[name, name + AtomicFile.PartialSuffix]))
            CheckFile(Path.Combine(directory, name), isOurs);
        foreach (var name in RunLock.Names)
            CheckFile(Path.Combine(directory, name), isOurs: true);
        CheckParts(new DirectoryInfo(Path.Combine(directory, PartFolder.Name)), isOurs);
    }

    /// <summary>Refuses a run that reads what it would write over or delete.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="inputs">The inputs as they were named, and other files that are read.</param>
    /// <param name="files">The files that the inputs expand to.</param>
    /// <param name="against">The directory of the earlier run, if any.</param>
    /// <exception cref="RunDirectoryRefusedException">It does; the message names the input.</exception>
    public static void CheckInputs(
        string directory, IEnumerable<string> inputs, IEnumerable<string> files, string? against)
    {
        if (!Directory.Exists(directory))
            return;
        var real = RealPath.Of(directory);

        if (inputs.FirstOrDefault(input => input != FileSource.StandardInput
            && RealPath.OrNull(input) == real) is { } same)
            throw new RunDirectoryRefusedException(
                $"{same} is read by the run, which would write its results there. Choose another directory, such as " +
                $"one in it.");

        // A file in a folder can be where the run writes only through a link: run directories in it are passed over.
        foreach (var input in inputs.Where(static input =>
            input != FileSource.StandardInput)
                .Concat(files.Where(static file => RawFiles.LinkTarget(file) is not null)))
        {
            if (NameOf(real, input) is { } name)
                throw new RunDirectoryRefusedException(
                    $"{input} is read by the run, which would write or delete {Path.Combine(directory, name)}. " +
                    $"Choose another directory.");
        }

        if (RealPath.OrNull(against) == real || NameOf(real, against) is not null)
            throw new RunDirectoryRefusedException(
                "The earlier run and the new one need two directories, neither in the other's files.");
    }

    // Which of the names of a run in its directory a path is, or is below; null: none.
    private static string? NameOf(string real, string? path)
    {
        if (RealPath.OrNull(path) is not { } target
            || !target.StartsWith(
                Path.TrimEndingDirectorySeparator(real) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return null;
        var name = Path.GetRelativePath(real, target).Split(Path.DirectorySeparatorChar)[0];
        return Files.Concat(RunLock.Names)
            .Append(PartFolder.Name)
            .Append(SlurmFolder)
            .Contains(name, StringComparer.Ordinal)
            ? name
            : null;
    }

    private static void CheckFile(string path, bool isOurs)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null || Directory.Exists(path))
            throw Foreign(path, "no run makes a link or a folder of that name");
        if (file.Exists && !isOurs && !IsOwnBeginning(file))
            throw Foreign(path, "it would be replaced");
    }

    private static void CheckParts(DirectoryInfo parts, bool isOurs)
    {
        if (!Path.Exists(parts.FullName) && parts.LinkTarget is null)
            return;
        if (!parts.Exists || parts.LinkTarget is not null)
            throw Foreign(parts.FullName, "no run makes a link or a file of that name");
        if (!isOurs)
            throw Foreign(parts.FullName, "a run would write to it");
        if (parts.EnumerateDirectories().FirstOrDefault(static step => PartFolder.IsStep(step.Name)
            && step.LinkTarget is not null) is { } link)
            throw Foreign(link.FullName, "it is a symbolic link, and no run makes one");
    }

    // A run that was killed while it wrote its first manifest left this and nothing else.
    private static bool IsOwnBeginning(FileInfo file) =>
        file.Name == RunFolder.ManifestName + AtomicFile.PartialSuffix
            && (file.Length == 0 || RunFolder.StartsAsManifest(file.FullName));

    private static RunDirectoryRefusedException Foreign(string path, string why) =>
        new($"{path} is there, and is not of a run in this directory: {why}. Choose another directory, or move it " +
            $"away; nothing was touched.");
}
