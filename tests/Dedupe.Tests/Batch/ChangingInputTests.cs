using Dedupe.Batch;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Batch;

/// <summary>
/// Inputs that change while a run reads them, at a moment that the test chooses: when some file is opened for the so
/// manyth time.
/// </summary>
public sealed class ChangingInputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;
    private readonly string articles;
    private readonly string run;
    private readonly string file;

    public ChangingInputTests()
    {
        articles = Path.Combine(folder, "in");
        run = Path.Combine(folder, "run");
        file = Path.Combine(articles, "a.jsonl");
        MixedInput.Make(articles);
        foreach (var input in Directory.GetFiles(articles))
            File.SetLastWriteTimeUtc(input, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string, string, int> Changes()
    {
        var data = new TheoryData<string, string, int>();
        foreach (var way in (string[])["append", "replace", "touch", "same size and time", "delete"])
        {
            foreach (var (name, parts) in ((string, int)[])[("a.jsonl", 1), ("a.jsonl", 5), ("b.jsonl.gz", 3),
                ("c.wet", 4), ("t04.txt", 1), ("t04.txt", 4)])
                data.Add(way, name, parts);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task ARunWhoseInputChangesIsNeverComplete(string way, string name, int parts)
    {
        var changed = Path.Combine(articles, name);
        var times = 0;
        var job = Job(
            parts, path => path.EndsWith("t32.txt", StringComparison.Ordinal) && times++ == 0,
            () => Change(changed, way));

        var error = await Assert.ThrowsAsync<InputChangedException>(
            () => new DedupeJob(job).RunAsync(cancellationToken: Token));

        Assert.True(times > 0);
        Assert.Equal(changed, error.File);
        Assert.Contains(changed, error.Message, StringComparison.Ordinal);
        Assert.Equal(["run.json"], Directory.GetFileSystemEntries(run).Select(Path.GetFileName)!);
        Assert.Contains(
            "\"complete\": false", await File.ReadAllTextAsync(Path.Combine(run, "run.json"), Token),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task NorIsOneWithoutADirectory(string way, string name, int parts)
    {
        if (parts > 1)
            return;
        var times = 0;
        var job = Job(
            1, path => path.EndsWith("t32.txt", StringComparison.Ordinal) && times++ == 0,
            () => Change(Path.Combine(articles, name), way)) with
        { OutputDirectory = null };

        await Assert.ThrowsAsync<InputChangedException>(() => new DedupeJob(job).RunAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task AFileThatGrowsWhileItIsCutIsNotReadHalf()
    {
        var times = 0;
        var job = Job(5, path => path == file && times++ == 3, () => Change(file, "append")) with { Inputs = [file] };

        await Assert.ThrowsAsync<InputChangedException>(() => new DedupeJob(job).RunAsync(cancellationToken: Token));

        Assert.True(times > 3);
        Assert.Throws<ResumeRefusedException>(() => new DedupeJob(job with { Resume = true }).CheckResume());
    }

    [Fact]
    public async Task AfterAReplacementOfTheSameSizeAndTimeEverythingIsDoneAgain()
    {
        var times = 0;
        var job = Job(
            4, path => path.EndsWith("t32.txt", StringComparison.Ordinal) && times++ == 0,
            () => Change(file, "same size and time"));
        await Assert.ThrowsAsync<InputChangedException>(() => new DedupeJob(job).RunAsync(cancellationToken: Token));

        await new DedupeJob(job with { Resume = true, Environment = new() }).RunAsync(cancellationToken: Token);

        var whole = job with { OutputDirectory = Path.Combine(folder, "whole"), Parts = 1, Environment = new() };
        await new DedupeJob(whole).RunAsync(cancellationToken: Token);
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(whole.OutputDirectory!, "pairs.jsonl"), Token),
            await File.ReadAllTextAsync(Path.Combine(run, "pairs.jsonl"), Token));
    }

    [Theory]
    [InlineData("append")]
    [InlineData("same size and time")]
    public async Task ARankSeesIt(string way)
    {
        new DedupeJob(Job(4, static _ => false, static () => { })).Plan();
        var times = 0;
        var environment = Environment(
            path => path.EndsWith("t32.txt", StringComparison.Ordinal) && times++ == 0, () => Change(file, way));

        await Assert.ThrowsAsync<InputChangedException>(async () =>
        {
            var rank = new RankJob(run, 1, 4_000_000_000, environment);
            foreach (var step in rank.Steps)
                await rank.RunAsync(step.Stage, step.Tier, 0, 1, cancellationToken: Token);
        });

        Assert.False(RunStatus.Read(run).Complete);
        Assert.False(File.Exists(Path.Combine(run, "clusters.jsonl")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheInputsOfAnEarlierRunAreWatchedToo(bool keepKeys)
    {
        var old = Job(
            1, static _ => false,
            static () => { }) with
        {
            Inputs = [file],
            KeepKeys = keepKeys,
            OutputDirectory = Path.Combine(folder, "old")
        };
        await new DedupeJob(old).RunAsync(cancellationToken: Token);
        var times = 0;
        var job = Job(
            2, path => path.EndsWith("b.jsonl.gz", StringComparison.Ordinal) && times++ == 0,
            () => Change(file, "append"));
        job = job with { Inputs = [Path.Combine(articles, "b.jsonl.gz")], Against = old.OutputDirectory };

        await Assert.ThrowsAsync<InputChangedException>(() => new DedupeJob(job).RunAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task AFileThatAppearsIsNotOfTheRun()
    {
        var times = 0;
        var job = Job(
            3, path => path.EndsWith("a.jsonl", StringComparison.Ordinal) && times++ == 0,
            () => File.WriteAllText(Path.Combine(articles, "u.txt"), "some other words that nobody has"));

        var result = await new DedupeJob(job).RunAsync(cancellationToken: Token);

        Assert.DoesNotContain(
            result.Documents, static document => document.Id.EndsWith("u.txt", StringComparison.Ordinal));
        Assert.True(RunStatus.Read(run).Complete);
        Assert.Throws<ResumeRefusedException>(() => new DedupeJob(job with { Resume = true }).CheckResume());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private JobOptions Job(int parts, Predicate<string> when, Action change) =>
        new()
        {
            Inputs = [articles],
            OutputDirectory = run,
            Parts = parts,
            Dedupe = new() { Threads = 1 },
            Environment = Environment(when, change)
        };

    private static SourceEnvironment Environment(Predicate<string> when, Action change)
    {
        var open = new SourceEnvironment().Open;
        return new()
        {
            Open = path =>
            {
                if (when(path))
                    change();
                return open(path);
            },
        };
    }

    private static void Change(string path, string way)
    {
        var (time, content) = (File.GetLastWriteTimeUtc(path), File.ReadAllBytes(path));
        switch (way)
        {
            case "append":
                File.AppendAllText(path, "{\"id\":\"more\",\"text\":\"words that came later\"}\n");
                break;
            case "replace":
                Array.Reverse(content);
                File.WriteAllBytes(path + ".new", content);
                File.Move(path + ".new", path, overwrite: true);
                break;
            case "touch":
                File.SetLastWriteTimeUtc(path, time.AddSeconds(1));
                break;
            case "same size and time":
                content[content.Length / 2] ^= 1;
                File.WriteAllBytes(path, content);
                File.SetLastWriteTimeUtc(path, time);
                break;
            default:
                File.Delete(path);
                break;
        }
    }
}
