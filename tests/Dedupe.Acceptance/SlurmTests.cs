using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>
/// A run as job arrays of a real Slurm finds what one process finds, byte for byte, whatever happens to its ranks.
/// </summary>
public sealed class SlurmTests : IClassFixture<SlurmCluster>, IDisposable
{
    private const string Input = "seeds/wire-demo/articles.jsonl";
    private const string Tasks = "3";

    private static readonly string[] Results = ["clusters.jsonl", "pairs.jsonl", "rejected.jsonl"];

    private readonly SlurmCluster slurm;
    private readonly TemporaryFolder folder = new();

    public SlurmTests(SlurmCluster slurm)
    {
        this.slurm = slurm;
        Assert.SkipWhen(slurm.Problem is not null, slurm.Problem ?? "");
    }

    public void Dispose() => folder.Dispose();

    // Slurm has its own pace; far from it, something is wrong.
    [Fact(Timeout = 300_000)]
    public async Task RanksThatFailAreDoneAgainAndNothingElse()
    {
        var one = Path.Combine(folder.Path, "one");
        (await Cli.Run("cluster", Input, "-o", one, "--quiet")).Succeeded();

        // Both at once: most of the time is Slurm's.
        var runs =
            new[] { KilledRank(Path.Combine(folder.Path, "killed")),
                CancelledRank(Path.Combine(folder.Path, "with space")) };
        foreach (var directory in await Task.WhenAll(runs).WaitAsync(TestContext.Current.CancellationToken))
        {
            foreach (var name in Results)
                Assert.Equal(
                    File.ReadAllText(Path.Combine(one, name)), File.ReadAllText(Path.Combine(directory, name)));
            Assert.Contains(
                ", complete", (await Cli.Run("status", directory)).Succeeded().Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WhatSlurmRefusesIsToldInItsWords()
    {
        var directory = Path.Combine(folder.Path, "refused");
        var run = await Submit(directory, "--sbatch", "--partition=nowhere");

        Assert.Equal(4, run.ExitCode);
        Assert.Matches("^dedupe: sbatch refused .*partition", run.Error);
    }

    // A rank of the first stage is ended by kill -9 and queued again by itself.
    private async Task<string> KilledRank(string directory)
    {
        (await Submit(directory, "--sbatch", "--hold")).Succeeded();
        var jobs = Jobs(directory);
        var killed = Kill(directory, "sign", "1");
        (await slurm.Run("scontrol", "release", string.Join(',', jobs.Values))).Succeeded();
        await killed;
        await Finished(jobs["reuse-cluster"]);

        Assert.Equal(1, Starts(directory, "sign-0.out"));
        Assert.Equal(2, Starts(directory, "sign-1.out"));
        Assert.Equal(1, Starts(directory, "sign-2.out"));
        Assert.Contains("dedupe: ended with code 137", Output(directory, "sign-1.out"), StringComparison.Ordinal);
        return directory;
    }

    // A part is damaged and a rank taken back; the run is submitted again for what is missing.
    private async Task<string> CancelledRank(string directory)
    {
        (await Submit(directory, "--sbatch", "--hold")).Succeeded();
        var jobs = Jobs(directory);
        (await slurm.Run("scontrol", "release", jobs["sign"])).Succeeded();
        await Done(directory, "sign");
        Flip(Path.Combine(directory, "parts", "sign", "00001.part"));
        (await slurm.Run("scancel", $"{jobs["near-verify"]}_1")).Succeeded();
        var again = await Submit(directory, "--resume");
        Assert.Equal(4, again.ExitCode);
        Assert.Contains("wait or run", again.Error, StringComparison.Ordinal);

        (await slurm.Run("scontrol", "release",
            string.Join(',', jobs.Where(job => job.Key != "sign").Select(job => job.Value)))).Succeeded();
        await Finished(jobs["reuse-cluster"]);
        Assert.Contains(
            "00001.part was damaged, and was made again", Output(directory, "merge-0.out"), StringComparison.Ordinal);
        var status = await Cli.Run("status", directory, "--json");
        Assert.Equal([1], Status(status, "near-verify"));

        var resumed = (await Submit(directory, "--resume")).Succeeded();
        Assert.DoesNotContain("near-group", resumed.Output, StringComparison.Ordinal);
        Assert.Contains("--array=1\n", Output(directory, "04-near-verify.sh"), StringComparison.Ordinal);
        await Finished(Jobs(directory)["reuse-cluster"]);
        Assert.Equal(1, Starts(directory, "near-verify-0.out"));
        Assert.Equal(1, Starts(directory, "sign-1.out"));
        return directory;
    }

    private Task<ProgramRun> Submit(string directory, params string[] more) =>
        Cli.RunWith(slurm.Environment, ["cluster", Input, "-o", directory, "--slurm", "--tasks", Tasks, .. more]);

    // Until the job has left the queue; a job that is gone had its turn, or never will.
    private async Task Finished(string job)
    {
        while ((await slurm.Run("squeue", "--noheader", $"--jobs={job}")).Output.Trim().Length > 0)
            await Task.Delay(250, TestContext.Current.CancellationToken);
    }

    private static async Task Done(string directory, string step)
    {
        while (Status(await Cli.Run("status", directory, "--json"), step).Length > 0)
            await Task.Delay(100, TestContext.Current.CancellationToken);
    }

    private static int[] Status(ProgramRun status, string step)
    {
        using var json = JsonDocument.Parse(status.Succeeded().Output);
        var stage = json.RootElement.GetProperty("stages")
            .EnumerateArray()
            .First(stage => stage.GetProperty("name").GetString() == step);
        return [.. stage.GetProperty("missing").EnumerateArray().Select(part => part.GetInt32())];
    }

    private static Dictionary<string, string> Jobs(string directory) =>
        File.ReadLines(Path.Combine(directory, "slurm", "jobs.txt"))
        .Select(line => line.Split(' ')).ToDictionary(words => words[1], words => words[0], StringComparer.Ordinal);

    private static string Output(string directory, string name) =>
        File.ReadAllText(Path.Combine(directory, "slurm", name));

    private static int Starts(string directory, string name) =>
        Output(directory, name).Split('\n').Count(line => line.StartsWith("== ", StringComparison.Ordinal));

    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[0] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    // Waits for the rank's own process, not the script that starts it.
    private static Task Kill(string directory, string stage, string rank) => Task.Run(
        async () =>
        {
            var wanted = $"\0stage\0{stage}\0{directory}\0--rank\0{rank}\0";
            while (true)
            {
                foreach (var process in Process.GetProcessesByName(Path.GetFileName(Cli.Program)))
                {
                    using (process)
                    {
                        if (!CommandLine(process.Id).Contains(wanted, StringComparison.Ordinal))
                            continue;
                        process.Kill();
                        return;
                    }
                }

                await Task.Delay(5, TestContext.Current.CancellationToken);
            }
        },
        TestContext.Current.CancellationToken);

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
