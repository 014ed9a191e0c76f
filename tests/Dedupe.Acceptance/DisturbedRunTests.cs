using Dedupe.Tests.Batch;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>
/// Runs in parts that are killed, or whose calls to the file system fail, end right. The scripts under
/// <c>benchmarks/EndToEnd</c> do it hundreds of times; here they do it a few times.
/// </summary>
public sealed class DisturbedRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task KilledAgainAndAgainARunFindsTheSame()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The script needs Linux.");
        MixedInput.Make(Path.Combine(folder.Path, "in"), stories: 60);

        var run = await Script(
            "kills.sh", "--kills", "10", "--seed", "5", "--part-size", "8kB", "--corpus",
            Path.Combine(folder.Path, "in"));

        Assert.Contains("| killed | 10 |", run.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACallThatFailsIsToldInOneLineOrDoesNotMatter()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The script needs Linux.");
        Assert.SkipUnless(
            (await ProgramRun.Of("sh", ["-c", "command -v cc"])).ExitCode == 0, "The script needs a C compiler: cc.");
        MixedInput.Make(Path.Combine(folder.Path, "in"), stories: 6);

        var run = await Script(
            "faults.sh", "--first", "7", "--every", "797", "--input", Path.Combine(folder.Path, "in"));

        Assert.Contains("| in memory | kill |", run.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KilledAgainAndAgainCleaningLosesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Files are cleaned up on Linux alone.");
        Assert.SkipUnless(
            (await ProgramRun.Of("sh", ["-c", "command -v python3"])).ExitCode == 0, "The script needs Python.");

        var run = await Script("clean-kills.sh", "--kills", "20", "--seed", "3", "--files", "200");

        Assert.Contains("| killed | 20 |", run.Succeeded().Output, StringComparison.Ordinal);
    }

    private Task<ProgramRun> Script(string name, params IEnumerable<string> arguments) => ProgramRun.Of(
        "bash",
        [Path.Combine(Repository.Root, "benchmarks", "EndToEnd", name), .. arguments],
        new Dictionary<string,
            string>
        { ["DEDUPE"] = Cli.Program, ["BENCH"] = "", ["DEDUPE_BENCH_DIR"] = folder.Path });
}
