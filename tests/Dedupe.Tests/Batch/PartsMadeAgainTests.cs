using Dedupe.Batch;
using Dedupe.Reporting;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Batch;

/// <summary>
/// A part that is lost, or done twice, is made again by itself, with other threads: later steps, whose parts stay, must
/// find in it what they knew.
/// </summary>
public sealed class PartsMadeAgainTests : IDisposable
{
    private const int Documents = 4000;

    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("merge", null)]
    [InlineData("cluster", "near")]
    [InlineData("group", "reuse")]
    public async Task ASignedPartMadeAgainIsTheOneItWas(string stage, string? tier)
    {
        var job = Job("run");
        var plan = new DedupeJob(job).Plan();
        foreach (var step in plan.Steps.Select(static status => status.Step))
        {
            await RunAsync(job, step, threads: 4);
            if (step.Stage == stage && step.Tier == tier)
                break;
        }

        File.Delete(Path.Combine(job.OutputDirectory!, "parts", "sign", "00000.part"));
        foreach (var step in plan.Steps.Select(static status => status.Step))
            await RunAsync(job, step, threads: 3);

        var whole = Job("whole") with { Parts = 0 };
        await new DedupeJob(whole).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        foreach (var name in (string[])[ResultFolder.ClustersName, ResultFolder.PairsName])
            Assert.Equal(Read(whole, name), Read(job, name));
    }

    private static async Task RunAsync(JobOptions job, RunStep step, int threads)
    {
        var directory = RunDirectory.Open(
            job.OutputDirectory!,
            read => read with { Source = job.Source, Dedupe = read.Dedupe with { Threads = threads } },
            formats: null);
        using var maker = new PartMaker(directory, progress: null, TestContext.Current.CancellationToken);
        if (step.Equals(directory.Steps.All[^1]))
            await maker.FinishAsync();
        else
            await maker.MakeAsync(step, Enumerable.Range(0, step.Parts));
    }

    // Small batches, so that several threads have some of each part.
    private JobOptions Job(string name)
    {
        var input = Path.Combine(folder, "in.jsonl");
        if (!File.Exists(input))
            File.WriteAllLines(input, Enumerable.Range(0, Documents).Select(Line));
        return new JobOptions
        {
            Inputs = [input],
            OutputDirectory = Path.Combine(folder, name),
            Parts = 2,
            Source = new SourceOptions { BatchBytes = 2000 },
        };
    }

    private static string Line(int number)
    {
        var words = Enumerable.Range(0, 24)
            .Select(word => $"w{(number / 3 * 7919 + word * (word > 20 ? number : 1)) % 9973}");
        return $"{{\"id\":\"{number * 7 % Documents:D5}\",\"text\":\"{string.Join(' ', words)}\"}}";
    }

    private static string Read(JobOptions job, string name) =>
        File.ReadAllText(Path.Combine(job.OutputDirectory!, name));
}
