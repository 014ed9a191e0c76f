using Dedupe.Batch;
using Dedupe.Cli.Slurm;
using Xunit;

namespace Dedupe.Tests.Cli;

public sealed class SlurmTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AScriptIsAnArrayOfTheRanksThatAreNeeded()
    {
        var directory = Path.Combine(folder, "50% \"off\"");
        var script = new SlurmScript(
            new SlurmFolder(directory), directory, ["--memory", "4GB", "--threads", "2"], "--partition=long --mem=8G");

        var lines = script.Text(new RunStep("verify", "near", 9), [0, 2, 3, 4], 5).Split('\n');

        Assert.Equal("#!/bin/bash", lines[0]);
        Assert.Contains("#SBATCH --array=0,2-4", lines);
        Assert.Contains("#SBATCH --cpus-per-task=2", lines);
        Assert.Contains("#SBATCH --requeue", lines);
        Assert.Contains("#SBATCH --partition=long --mem=8G", lines);
        Assert.Contains($"#SBATCH --output=\"{folder}/50%% \\\"off\\\"/slurm/near-verify-%a.out\"", lines);
        Assert.Contains(
            lines,
            line => line.EndsWith(
                $" stage verify '{directory}' --tier near --rank \"$rank\" --of 5 --memory 4GB --threads 2",
                StringComparison.Ordinal));
    }

    [Fact]
    public void WithoutThreadsARankTakesWhatSlurmGivesIt()
    {
        var text = new SlurmScript(new SlurmFolder(folder), folder, [], "").Text(new RunStep("merge", null, 1), [0], 1);

        Assert.Contains("--of 1 --threads \"${SLURM_CPUS_ON_NODE:-0}\"\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cpus-per-task", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("== near-group: rank 3 of 8 on node, job 7\ndedupe: no space\nqueued again\n", "dedupe: no space")]
    [InlineData(
        "== near-group: rank 3 of 8 on node, job 7\n10 s: at it\nslurmstepd-node: error: *** JOB 7 ON node CANCELLED " +
        "DUE TO TIME LIMIT ***\n", "slurmstepd-node: error: *** JOB 7 ON node CANCELLED DUE TO TIME LIMIT ***")]
    [InlineData(
        "== near-group: rank 3 of 8 on node, job 7\ndedupe: no space\n== near-group: rank 3 of 8 on other, job 7\n",
        null)]
    [InlineData(
        "== near-group: rank 3 of 8 on node, job 7\nslurmstepd-node: error: *** JOB 7 ON node CANCELLED AT NOON DUE " +
        "TO JOB REQUEUE ***\n", null)]
    [InlineData("== near-group: rank 3 of 8 on node, job 7\nnear-group, rank 3 of 8: 1 part of 8 done\n", null)]
    [InlineData("dedupe: something else\n", null)]
    [InlineData("", null)]
    public void TheLastStartOfARankCounts(string printed, string? message)
    {
        var file = Path.Combine(folder, "near-group-3.out");
        File.WriteAllText(file, printed);

        var failure = RankOutputs.Read(file);

        Assert.Equal(message is null ? null : new RankFailure("near-group", 3, 8, message, file), failure);
    }

    [Fact]
    public void ARankThatFailedCountsWhileItsPartsAreMissing()
    {
        var run = Path.Combine(folder, "run");
        var job =
            new JobOptions
            {
                Inputs = [Path.Combine(Repository.Root, "seeds", "wire-demo", "articles.jsonl")],
                OutputDirectory = run,
                Parts = 4
            };
        new DedupeJob(job).Plan();
        var slurm = Directory.CreateDirectory(Path.Combine(run, "slurm")).FullName;
        File.WriteAllText(Path.Combine(slurm, "sign-1.out"), "== sign: rank 1 of 4 on node, job 1\ndedupe: no space\n");
        File.WriteAllText(Path.Combine(slurm, "sign-2.out"), "== sign: rank 2 of 4 on node, job 1\ndedupe: no space\n");
        File.WriteAllText(
            Path.Combine(Directory.CreateDirectory(Path.Combine(run, "parts", "sign")).FullName, "00002.part"), "");

        Assert.Equal([1], RankOutputs.Failures(RunStatus.Read(run)).Select(failure => failure.Rank));
    }
}
