using System.Text.Json;
using Dedupe.Batch;
using Xunit;

namespace Dedupe.Tests.Batch;

public sealed class DedupeJobTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;
    private readonly string input;
    private readonly JobOptions options;

    public DedupeJobTests()
    {
        input = Path.Combine(folder, "in.jsonl");
        File.WriteAllText(
            input,
            "{\"id\":\"1\",\"text\":\"seven short words stand in this line\"}\n{\"id\":\"2\",\"text\":\"seven short " +
            "words stand in this line\"}\n");
        options = new() { Inputs = [input], OutputDirectory = Path.Combine(folder, "run"), Resume = true };
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task AFinishedRunIsRecognised()
    {
        Assert.Equal(ResumeState.New, new DedupeJob(options).CheckResume());
        var result = await Run();

        Assert.Equal(1, result.Summary.Clusters);
        Assert.Equal(ResumeState.Complete, new DedupeJob(options).CheckResume());
        Assert.Equal(
            ["clusters.jsonl", "pairs.jsonl", "rejected.jsonl", "run.json", "summary.json"],
            Directory.GetFiles(options.OutputDirectory!).Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public async Task AStoppedRunLeavesItsManifestAndNoResults()
    {
        await Run();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new DedupeJob(options).RunAsync(cancellationToken: stop.Token));

        Assert.Equal(ResumeState.Unfinished, new DedupeJob(options).CheckResume());
        Assert.Equal(["run.json"], Directory.GetFiles(options.OutputDirectory!).Select(Path.GetFileName)!);
    }

    [Theory]
    [InlineData("clusters.jsonl")]
    [InlineData("pairs.jsonl")]
    [InlineData("rejected.jsonl")]
    [InlineData("summary.json")]
    public async Task AFinishedRunThatLostAFileIsNotComplete(string name)
    {
        await Run();
        File.Delete(Path.Combine(options.OutputDirectory!, name));

        Assert.Equal(ResumeState.Lacking, new DedupeJob(options).CheckResume());
    }

    [Fact]
    public async Task ThreadsAndMemoryAndRetriesChangeNothing()
    {
        await Run();
        var other = options with
        {
            Dedupe = options.Dedupe with { Threads = 1, MemoryBytes = 1000 },
            Source = options.Source with { Retries = 9 },
        };

        Assert.Equal(ResumeState.Complete, new DedupeJob(other).CheckResume());
    }

    [Fact]
    public async Task OtherOptionsAreRefusedByName()
    {
        await Run();

        var error = Refused(
            options with
            {
                Dedupe = options.Dedupe with { Threshold = 0.5 },
                Source = options.Source with { TextField = "body" }
            });

        Assert.Equal(["option source.textField was text, is body", "option threshold was 0.7, is 0.5"], error.Changes);
    }

    [Fact]
    public async Task OtherInputsAreRefusedByName()
    {
        await Run();
        var second = Path.Combine(folder, "second.txt");
        File.WriteAllText(second, "words");
        Assert.Equal([$"input {second} is new"], Refused(options with { Inputs = [input, second, second] }).Changes);
        Assert.Equal(
            [$"input {input} is no longer named", $"input {second} is new"],
            Refused(options with { Inputs = [second] }).Changes);

        File.AppendAllText(input, "{\"id\":\"3\",\"text\":\"more\"}\n");

        var change = Assert.Single(Refused(options).Changes);
        Assert.StartsWith($"input {input} was ", change, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileMoreInAFolderIsAChange()
    {
        var articles = Directory.CreateDirectory(Path.Combine(folder, "articles")).FullName;
        File.WriteAllText(Path.Combine(articles, "one.txt"), "one two three");
        var job = options with { Inputs = [articles] };
        await new DedupeJob(job).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(ResumeState.Complete, new DedupeJob(job).CheckResume());

        File.WriteAllText(Path.Combine(articles, "two.txt"), "");

        Assert.Contains("is 2 files", Assert.Single(Refused(job).Changes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherHashFamilyIsRefused()
    {
        await Run();
        var manifest = Path.Combine(options.OutputDirectory!, "run.json");
        var text = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(text);
        var version = json.RootElement.GetProperty("hashFamilyVersion").GetInt32();
        await File.WriteAllTextAsync(
            manifest,
            // As a program without checksums wrote it.
            text[..text.IndexOf(",\n  \"checksum\"", StringComparison.Ordinal)].Replace(
                $"\"hashFamilyVersion\": {version}", "\"hashFamilyVersion\": 999", StringComparison.Ordinal) + "}",
            TestContext.Current.CancellationToken);

        Assert.Equal([$"hash family was 999, is {version}"], Refused(options).Changes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"hashFamilyVersion\":\"x\"}")]
    public void ADamagedManifestIsNamed(string text)
    {
        Directory.CreateDirectory(options.OutputDirectory!);
        var manifest = Path.Combine(options.OutputDirectory!, "run.json");
        File.WriteAllText(manifest, text);

        var error = Assert.Throws<InvalidDataException>(() => new DedupeJob(options).CheckResume());

        Assert.StartsWith(manifest, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(manifest));
    }

    [Fact]
    public void ResumingNeedsADirectoryAndInputsThatCanBeReadAgain()
    {
        Assert.Throws<ArgumentException>(() => new DedupeJob(options with { OutputDirectory = null }));
        Assert.Throws<ArgumentException>(() => new DedupeJob(options with { Inputs = ["-"] }));
        Assert.Throws<ArgumentException>(() => new DedupeJob(options with { Inputs = [] }));
    }

    private Task<DedupeResult> Run() =>
        new DedupeJob(options).RunAsync(cancellationToken: TestContext.Current.CancellationToken);

    private static ResumeRefusedException Refused(JobOptions job) =>
        Assert.Throws<ResumeRefusedException>(() => new DedupeJob(job).CheckResume());
}
