using Dedupe.Batch;
using Xunit;

namespace Dedupe.Tests.Batch;

/// <summary>How inputs are cut when nobody says how; the files are empty stretches, of which nothing is read.</summary>
public sealed class PartSizeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-parts-").FullName;

    [Theory]
    [InlineData(0L, 0, 1)]
    [InlineData(JobOptions.MostInMemory, 0, 1)]
    [InlineData(JobOptions.MostInMemory + 1, 0, 17)]
    [InlineData(JobOptions.UsualPart, 1, 1)]
    [InlineData(JobOptions.UsualPart + 1, 1, 2)]
    [InlineData(10L, 3, 3)]
    public void InputsAreCutWhenTheyAreLargeOrForOthersToDo(long bytes, int leastParts, int parts) =>
        Assert.Equal(parts, Begin(bytes, job => job with { LeastParts = leastParts }).Plan.Count);

    [Fact]
    public void AWantedSizeIsKeptTo()
    {
        Assert.Equal(10, Begin(1000, static job => job with { PartBytes = 100 }).Plan.Count);
        Assert.Equal(1, Begin(JobOptions.MostInMemory + 1, static job => job with { PartBytes = 1L << 40 }).Plan.Count);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private RunDirectory Begin(long bytes, Func<JobOptions, JobOptions> adapt)
    {
        var input = Path.Combine(folder, "in.jsonl");
        using (var file = File.Create(input))
            file.SetLength(bytes);
        var job = adapt(new JobOptions { Inputs = [input], OutputDirectory = Path.Combine(folder, "run") });
        return RunDirectory.New(job.OutputDirectory!, job, RunManifest.Of(job, 1, null), null);
    }
}
