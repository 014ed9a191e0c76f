using System.Text.RegularExpressions;
using Dedupe.Batch;

namespace Dedupe.Cli.Slurm;

/// <summary>
/// The folder <c>slurm</c> of a run directory: the scripts, what the ranks print, and which jobs were submitted.
/// </summary>
/// <param name="directory">The run directory.</param>
internal sealed partial class SlurmFolder(string directory)
{
    /// <summary>How files with what ranks print end.</summary>
    public const string OutputSuffix = ".out";

    private const string JobsName = "jobs.txt";

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetFullPath(directory), "slurm");

    private string JobsFile => System.IO.Path.Combine(Path, JobsName);

    /// <summary>The numbers of the jobs submitted last.</summary>
    public IReadOnlyList<string> Jobs() =>
        File.Exists(JobsFile) ? [.. File.ReadAllLines(JobsFile).Select(static line => line.Split(' ')[0])] : [];

    /// <summary>Notes which jobs were submitted.</summary>
    public void WriteJobs(IEnumerable<SubmittedStep> steps) =>
        File.WriteAllLines(JobsFile, steps.Select(static step => $"{step.Job} {step.Step.Name}"));

    /// <summary>Writes the script of a step and tells where it is.</summary>
    public string WriteScript(int number, RunStep step, string text)
    {
        Directory.CreateDirectory(Path);
        var path = System.IO.Path.Combine(Path, $"{number:D2}-{step.Name}.sh");
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Where the ranks of a step print, <c>%a</c> for the rank.</summary>
    public string OutputOf(RunStep step) =>
        System.IO.Path.Combine(Path.Replace("%", "%%", StringComparison.Ordinal), $"{step.Name}-%a{OutputSuffix}");

    /// <summary>
    /// Looks whether the folder can be used: it is one of this program's in a run directory, or is not there.
    /// </summary>
    /// <param name="isOurs">Whether the directory holds a run.</param>
    /// <exception cref="UsageException">It is not; nothing was touched.</exception>
    public void Check(bool isOurs)
    {
        var folder = new DirectoryInfo(Path);
        if (!System.IO.Path.Exists(Path) && folder.LinkTarget is null)
            return;
        if (!isOurs || !folder.Exists || folder.LinkTarget is not null)
            throw new UsageException(
                $"{Path} is there, and is not of a run in this directory. Choose another directory, or move it away; " +
                $"nothing was touched.");
        if (folder.EnumerateFileSystemInfos().FirstOrDefault(static file => IsOwn(file.Name)
            && (file is DirectoryInfo || file.LinkTarget is not null)) is { } odd)
            throw new UsageException(
                $"{odd.FullName} is a link or a folder, and would be written over. Move it away; nothing was touched.");
    }

    /// <summary>Deletes the scripts and outputs of an earlier run, by their names, and nothing else.</summary>
    public void Clear()
    {
        var folder = new DirectoryInfo(Path);
        if (!folder.Exists || folder.LinkTarget is not null)
            return;
        foreach (var file in folder.EnumerateFiles().Where(static file => IsOwn(file.Name)))
            file.Delete();
        if (!folder.EnumerateFileSystemInfos().Any())
            folder.Delete();
    }

    private const string StepName = "(?:near-|story-|reuse-)?(?:sign|merge|group|verify|cluster)";

    // jobs.txt, 01-sign.sh, near-group-3.out
    private static bool IsOwn(string name) => name == JobsName || OwnName().IsMatch(name);

    [GeneratedRegex(
        $@"\A(?:\d\d-{StepName}\.sh|{StepName}-\d+\.out)\z", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnName();
}
