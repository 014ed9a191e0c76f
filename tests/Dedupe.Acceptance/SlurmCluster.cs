using Xunit;

namespace Dedupe.Acceptance;

/// <summary>
/// A real Slurm on this machine, started for the tests and ended after them; where that is not possible, the reason.
/// </summary>
public sealed class SlurmCluster : IAsyncLifetime
{
    // What the script returns where there is no Slurm to be had.
    private const int Unable = 77;

    private readonly TemporaryFolder folder = new();

    /// <summary>Why there is none; null when it runs.</summary>
    public string? Problem { get; private set; }

    /// <summary>What its commands need to find it.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string> { ["SLURM_CONF"] = Path.Combine(folder.Path, "slurm.conf") };

    public async ValueTask InitializeAsync()
    {
        // Into a file: the daemons keep what they were started with, and a pipe would not end.
        var words = Path.Combine(folder.Path, "start.log");
        var start = await ProgramRun.Of(
            "bash", ["-c", "\"$0\" \"$1\" > \"$2\" 2>&1 < /dev/null", Script("start.sh"), folder.Path, words]);
        if (start.ExitCode == Unable)
            Problem = File.ReadAllText(words).Trim();
        else
            Assert.True(start.ExitCode == 0, File.ReadAllText(words));
    }

    /// <summary>Runs a command of Slurm.</summary>
    internal Task<ProgramRun> Run(string program, params IEnumerable<string> arguments) =>
        ProgramRun.Of(program, arguments, Environment);

    public async ValueTask DisposeAsync()
    {
        (await ProgramRun.Of("bash", [Script("stop.sh"), folder.Path])).Succeeded();
        folder.Dispose();
    }

    private static string Script(string name) => Path.Combine(Repository.Root, "tests", "slurm", name);
}
