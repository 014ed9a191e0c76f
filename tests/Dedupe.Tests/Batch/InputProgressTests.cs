using System.Collections.Concurrent;
using Dedupe.Batch;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Tests.Batch;

public sealed class InputProgressTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false, "sign near reuse cluster")]
    [InlineData(true, "sign near cluster")]
    public async Task A_run_tells_its_stages_and_how_much_of_the_inputs_is_read(bool nearOnly, string stages)
    {
        string path = folder.Write("news.jsonl", string.Concat(Enumerable.Range(0, 50).Select(number =>
            $"{{\"id\":{number},\"text\":\"The ferry of Port Ellery left berth {number / 2} an hour late on the " +
            $"second of May, said the harbour.\"}}\n")));
        var told = new Told();
        var job = new JobOptions { Inputs = [folder.Root], Dedupe = new DedupeOptions { NearOnly = nearOnly } };

        await new DedupeJob(job).RunAsync(told, TestContext.Current.CancellationToken);

        Assert.Equal(stages, string.Join(' ', told.All.Select(static progress => progress.Stage).Distinct()));
        var signed = told.All.Last(static progress => progress is { Stage: "sign" });
        long length = new FileInfo(path).Length;
        Assert.Equal((50, length, length), (signed.Done, signed.InputBytes, signed.InputTotal));
        Assert.All(
            told.All.Where(static progress => progress.Stage != "sign"),
            static progress => Assert.Equal(0, progress.InputTotal));
        Assert.Equal(
            new RunProgress("near", 0, 0, signed.Bytes), told.All.First(static progress => progress.Stage == "near"));
    }

    private sealed class Told : IProgress<RunProgress>
    {
        public ConcurrentQueue<RunProgress> All { get; } = new();

        public void Report(RunProgress value) => All.Enqueue(value);
    }
}
