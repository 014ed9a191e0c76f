using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>
/// The part files of a run, <c>parts/STEP/NUMBER.part</c> in its directory. A file that is there is whole; its stamp
/// tells run, step and part.
/// </summary>
/// <param name="directory">The run directory.</param>
/// <param name="run">What tells this run from others: inputs, options that matter, hash family and parts.</param>
internal sealed class PartFolder(string directory, string run)
{
    /// <summary>The folder of the part files in a run directory.</summary>
    public const string Name = "parts";

    // How part files are laid out; goes up with any change of a record in them, so that those of before are made again.
    // What an archive keeps for later runs has a number of its own.
    private const int Layout = 6;
    private const int KeptLayout = 4;

    private const string Suffix = ".part";
    private const int GuidLength = 32;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    // A run has all parts of several steps in hand at once, and a process may have as few as 256 files open.
    private const int MostOpen = 32;

    private static readonly HashSet<string> StepNames =
        [.. new RunSteps(1, 1, nearOnly: false).All.Select(static step => step.Name)];

    /// <summary>Whether a part is done: its file is there. What is in it is checked when it is read.</summary>
    public bool Has(RunStep step, int part) => File.Exists(PathOf(step, part));

    /// <summary>
    /// The parts of a step that are not done, in order. Cost: the folder is listed once, which a shared file system
    /// answers sooner than a question a part.
    /// </summary>
    public IReadOnlyList<int> Missing(RunStep step)
    {
        var folder = new DirectoryInfo(Path.Combine(Folder, step.Name));
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (folder.Exists)
            names.UnionWith(folder.EnumerateFiles().Select(static file => file.Name));
        return [.. Enumerable.Range(0, step.Parts).Where(part => !names.Contains(FileOf(part)))];
    }

    /// <summary>When the run was begun: its manifest is written then, and not again before it is complete.</summary>
    public DateTimeOffset BegunAt => new(File.GetLastWriteTimeUtc(Path.Combine(directory, RunFolder.ManifestName)));

    /// <summary>When the file of a part was finished, UTC.</summary>
    public DateTime DoneAt(RunStep step, int part) => File.GetLastWriteTimeUtc(PathOf(step, part));

    /// <summary>Opens a part.</summary>
    /// <exception cref="PartDamageException">It is not what was written.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public PartReader Open(RunStep step, int part) =>
        new(PathOf(step, part), StampOf(step, part), keepOpen: step.Parts <= MostOpen);

    /// <summary>Opens all parts of a step.</summary>
    /// <exception cref="PartDamageException">One is not what was written.</exception>
    /// <exception cref="IOException">One is not there, or cannot be read.</exception>
    public PartReader[] OpenAll(RunStep step)
    {
        var readers = new List<PartReader>();
        try
        {
            for (var part = 0; part < step.Parts; part++)
                readers.Add(Open(step, part));
            return [.. readers];
        }
        catch
        {
            readers.ForEach(static reader => reader.Dispose());
            throw;
        }
    }

    /// <summary>Writes a part, whole or not at all; two that do it at once do not disturb each other.</summary>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public void Write(RunStep step, int part, Action<PartWriter> write)
    {
        var path = PathOf(step, part);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(
            path,
            stream =>
            {
                var writer = new PartWriter(stream, StampOf(step, part));
                write(writer);
                writer.Finish();
            },
            $".{Guid.NewGuid():N}{AtomicFile.PartialSuffix}");
    }

    /// <summary>Whether a part is there and byte for byte what was written. Cost: it is read once.</summary>
    public bool IsWhole(RunStep step, int part)
    {
        if (!Has(step, part))
            return false;
        try
        {
            using var reader = Open(step, part);
            reader.Check();
            return true;
        }
        catch (PartDamageException)
        {
            return false;
        }
    }

    /// <summary>Whether a folder of the name holds parts of a step.</summary>
    public static bool IsStep(string name) => StepNames.Contains(name);

    /// <summary>
    /// Deletes the files that were not finished when a run was ended. No other process may be at work in the directory.
    /// </summary>
    public void DeleteUnfinished()
    {
        foreach (var file in StepFolders(directory).SelectMany(static step =>
            step.EnumerateFiles()).Where(static file => IsPartial(file.Name)))
            file.Delete();
    }

    /// <summary>
    /// Deletes part files: those that are such by their names and by how they end, and none through a link. Folders go
    /// when they are empty then.
    /// </summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="keep">The name of a step whose files stay; null: none do.</param>
    public static void Clear(string directory, string? keep = null)
    {
        foreach (var step in StepFolders(directory).Where(step => step.Name != keep))
        {
            foreach (var file in step.EnumerateFiles().Where(static file => IsPartial(file.Name)
                || (IsPart(file.Name) && file.LinkTarget is null && PartTrailer.IsAtEndOf(file.FullName))))
                file.Delete();
            DeleteEmpty(step);
        }

        var folder = new DirectoryInfo(Path.Combine(directory, Name));
        if (folder.Exists && folder.LinkTarget is null)
            DeleteEmpty(folder);
    }

    private static DirectoryInfo[] StepFolders(string directory)
    {
        var folder = new DirectoryInfo(Path.Combine(directory, Name));
        return folder.Exists && folder.LinkTarget is null
            ? [.. folder.EnumerateDirectories().Where(static step => IsStep(step.Name) && step.LinkTarget is null)]
            : [];
    }

    private static void DeleteEmpty(DirectoryInfo folder)
    {
        if (!folder.EnumerateFileSystemInfos().Any())
            folder.Delete();
    }

    // 00012.part, and before it is whole 00012.part.GUID.partial
    private static bool IsPart(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal)
            && name.Length >= 5 + Suffix.Length
            && !name.AsSpan(0, name.Length - Suffix.Length).ContainsAnyExceptInRange('0', '9');

    private static bool IsPartial(string name)
    {
        var end = name.Length - AtomicFile.PartialSuffix.Length - GuidLength - 1;
        return end > 0
            && name.EndsWith(AtomicFile.PartialSuffix, StringComparison.Ordinal)
            && IsPart(name[..end])
            && name[end] == '.'
            && name.AsSpan(end + 1, GuidLength).IndexOfAnyExcept(HexDigits) < 0;
    }

    /// <summary>Which step and part a file is of; null when it is none of the run's.</summary>
    public (RunStep Step, int Part)? Find(RunSteps steps, string path)
    {
        var number = Path.GetFileNameWithoutExtension(path);
        var step = steps.All.FirstOrDefault(step => step.Name == Path.GetFileName(Path.GetDirectoryName(path)));
        return step is not null
            && int.TryParse(number, CultureInfo.InvariantCulture, out var part)
            && part < step.Parts
            && PathOf(step, part) == path
            ? (step, part)
            : null;
    }

    /// <summary>Deletes a part.</summary>
    public void Delete(RunStep step, int part) => File.Delete(PathOf(step, part));

    private string Folder => Path.Combine(directory, Name);

    /// <summary>The file of a part.</summary>
    public string PathOf(RunStep step, int part) => Path.Combine(Folder, step.Name, FileOf(part));

    private static string FileOf(int part) => $"{part:D5}{Suffix}";

    private UInt128 StampOf(RunStep step, int part) =>
        XxHash128.HashToUInt128(
            Encoding.UTF8.GetBytes($"{LayoutOf(step)}\n{run}\n{step.Name}\n{part} of {step.Parts}"));

    private static int LayoutOf(RunStep step) => step.Stage == RunSteps.Sign ? KeptLayout : Layout;
}
