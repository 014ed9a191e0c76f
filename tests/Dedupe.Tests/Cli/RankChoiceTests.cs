using Dedupe.Cli;
using Xunit;

namespace Dedupe.Tests.Cli;

public sealed class RankChoiceTests
{
    [Theory]
    [InlineData(null, null, "", 0, 1)]
    [InlineData(2, 5, "", 2, 5)]
    [InlineData(2, 5, "SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_COUNT=1", 2, 5)]
    [InlineData(null, 1, "", 0, 1)]
    [InlineData(
        null, null, "SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=8", 3,
        8)]
    [InlineData(
        3, null, "SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=8", 3, 8)]
    [InlineData(null, 12, "SLURM_ARRAY_TASK_ID=4", 4, 12)]
    [InlineData(null, null, "JOB_COMPLETION_INDEX=2 JOB_COMPLETIONS=3", 2, 3)]
    [InlineData(null, 6, "JOB_COMPLETION_INDEX=2", 2, 6)]
    public void TheCommandLineGoesBeforeTheScheduler(
        int? rank, int? of, string environment, int expected, int expectedOf) =>
        Assert.Equal(new RankChoice(expected, expectedOf), Choose(rank, of, environment));

    [Theory]
    [InlineData(5, 5, "", "no rank 5 of 5: ranks go from 0 to 4")]
    [InlineData(5, null, "", "--rank needs --of")]
    [InlineData(null, 5, "", "--of needs --rank")]
    [InlineData(
        null, null, "SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=3",
        "3 of the numbers 1 to 8")]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=4", "SLURM_ARRAY_TASK_COUNT")]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=x SLURM_ARRAY_TASK_COUNT=3", "'x'")]
    [InlineData(null, 3, "SLURM_ARRAY_TASK_ID=4", "no rank 4 of 3")]
    [InlineData(null, null, "JOB_COMPLETION_INDEX=2", "JOB_COMPLETIONS")]
    public void WhatIsNoRankIsTold(int? rank, int? of, string environment, string words) =>
        Assert.Contains(
            words, Assert.Throws<UsageException>(() => Choose(rank, of, environment)).Message,
            StringComparison.Ordinal);

    private static RankChoice Choose(int? rank, int? of, string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return RankChoice.Choose(rank, of, name => variables.GetValueOrDefault(name));
    }
}
