using Dedupe.Batch;

namespace Dedupe.Cli.Slurm;

/// <summary>The folder <c>slurm</c> of a run directory: the scripts, what the ranks print, and which jobs were submitted.</summary>
/// <param name="directory">The run directory.</param>
internal sealed class SlurmFolder(string directory)
{
    /// <summary>How files with what ranks print end.</summary>
    public const string OutputSuffix = ".out";

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetFullPath(directory), "slurm");

    private string JobsFile => System.IO.Path.Combine(Path, "jobs.txt");

    /// <summary>The numbers of the jobs submitted last.</summary>
    public IReadOnlyList<string> Jobs() => File.Exists(JobsFile) ? [.. File.ReadAllLines(JobsFile).Select(static line => line.Split(' ')[0])] : [];

    /// <summary>Notes which jobs were submitted.</summary>
    public void WriteJobs(IEnumerable<SubmittedStep> steps) => File.WriteAllLines(JobsFile, steps.Select(static step => $"{step.Job} {step.Step.Name}"));

    /// <summary>Writes the script of a step and tells where it is.</summary>
    public string WriteScript(int number, RunStep step, string text)
    {
        Directory.CreateDirectory(Path);
        var path = System.IO.Path.Combine(Path, $"{number:D2}-{step.Name}.sh");
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Where the ranks of a step print, <c>%a</c> for the rank.</summary>
    public string OutputOf(RunStep step) => System.IO.Path.Combine(Path.Replace("%", "%%", StringComparison.Ordinal), $"{step.Name}-%a{OutputSuffix}");

    /// <summary>Deletes the scripts and outputs of an earlier run.</summary>
    public void Clear()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
