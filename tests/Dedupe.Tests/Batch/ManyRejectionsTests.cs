using System.Text;
using System.Text.Json;
using Dedupe.Batch;
using Xunit;

namespace Dedupe.Tests.Batch;

/// <summary>
/// What is told of inputs that are not accepted, or not wholly understood: short, exact, and the same in parts as in
/// memory.
/// </summary>
public sealed class ManyRejectionsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(3000, 1)]
    [InlineData(3000, 4)]
    [InlineData(20_000, 2)]
    public async Task PartsAndThreadsTellTheSame(long partBytes, int threads)
    {
        Write("a.jsonl", Enumerable.Range(1, 4000).Select(line => (line % 7) switch
        {
            0 => "x",
            1 => $$"""{"id": "a{{line}}", "text": "The harbour of Lower Sandrik stays open in year {{line}}.",""" +
                $$""" "date": "0{{line % 9 + 1}}/03/{{line}}"}""",
            2 => """{"id": "again", "text": "The same words stand here each time."}""",
            3 => """{"id": "none", "text": " "}""",
            _ => "",
        }));
        Write("b.jsonl", Enumerable.Range(1, 4000).Select(line =>
            $$"""{"id": {{line}}, "headline": "h", "n{{line / 1000}}": 1}"""));
        Write("c.jsonl", Enumerable.Range(1, 40).Select(line =>
            $$"""{"name": {{line}}, "text": "words enough for a line {{line}}"}"""));
        var whole = await RunAsync("whole", threads, 0);
        await RunAsync("parts", threads, partBytes);

        Assert.Equal(Read("whole", "rejected.jsonl"), Read("parts", "rejected.jsonl"));
        Assert.Equal(Read("whole", "clusters.jsonl"), Read("parts", "clusters.jsonl"));
        Assert.Equal(Part("whole", "dates"), Part("parts", "dates"));
        Assert.Equal(Part("whole", "encodings"), Part("parts", "encodings"));
        Assert.Equal(whole.Summary.Rejected, whole.Rejections.Sum(rejection => rejection.Count));
        Assert.Equal(whole.Summary.Read, whole.Summary.Accepted + whole.Summary.Rejected);
        Assert.Equal(571 + 571 + 572 + 4000 + 40, whole.Summary.Rejected);
        // 03/03 is a day of March whichever is the month, and of 1992 as no month has 92 days.
        Assert.Equal(
            Enumerable.Range(1, 4000).Count(
                line => line % 7 == 1 && !(line % 9 == 2 && (line >= 1000 || line is > 31 and < 100))),
            whole.Summary.UnreadDates);
        Assert.Equal("02/03/1", whole.Summary.FirstUnreadDate!.Value);
        Assert.EndsWith(
            "No record of " + folder +
                "/in/b.jsonl has the field \"text\", which --text-field names; fields seen: id, headline, n0, n1, " +
                "n2, n3, n4.",
            Assert.Single(whole.Rejections, rejection => rejection.Reason == RejectionReason.MissingText).Detail,
            StringComparison.Ordinal);
        Assert.Contains(
            "--id-field",
            Assert.Single(whole.Rejections, rejection => rejection.Reason == RejectionReason.MissingId).Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilterKnowsRepeatsThatStandInRanges()
    {
        // Lines with a gap each, so that the ranges are many.
        Write("a.jsonl", Enumerable.Range(1, 5000).Select(line => line % 3 == 0
            ? $$"""{"id": "own{{line}}", "text": "The {{line}}th text is of its own, """ +
                $$"""and nobody else has {{line}} words like it."}"""
            : $$"""{"id": "again", "text": "The same words stand here each time."}"""));
        var run = await RunAsync("run", 2, 0);
        Assert.Equal(3333, run.Summary.Rejected);
        Assert.True(run.Rejections.Count < 1010, $"{run.Rejections.Count}");
        var filtered = await new FilterJob(
            new FilterOptions
            {
                RunDirectory = Path.Combine(folder, "run"),
                Inputs = [Path.Combine(folder, "in")],
                OutputDirectory = Path.Combine(folder, "out"),
                DropRejected = true
            })
            .RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3333, filtered.Counts.Rejected);
        Assert.Equal(
            1,
            File.ReadLines(Path.Combine(folder, "out/a.jsonl"))
                .Count(line => line.Contains("again", StringComparison.Ordinal)));
    }

    private void Write(string name, IEnumerable<string> lines)
    {
        Directory.CreateDirectory(Path.Combine(folder, "in"));
        File.WriteAllLines(Path.Combine(folder, "in", name), lines);
    }

    private async Task<DedupeResult> RunAsync(string name, int threads, long partBytes)
    {
        var job = new JobOptions
        {
            Inputs = [Path.Combine(folder, "in")],
            OutputDirectory = Path.Combine(folder, name),
            Dedupe = new DedupeOptions { Threads = threads },
            Source = new() { BatchBytes = 5000 },
        };
        return await new DedupeJob(partBytes > 0 ? job with { PartBytes = partBytes } : job)
            .RunAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    private string Read(string name, string file) => File.ReadAllText(Path.Combine(folder, name, file), Encoding.UTF8);

    private string Part(string name, string property)
    {
        using var json = JsonDocument.Parse(Read(name, "summary.json"));
        return json.RootElement.GetProperty(property).GetRawText();
    }
}
