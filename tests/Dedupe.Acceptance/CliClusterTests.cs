using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

public sealed class CliClusterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TheReportShowsClustersAndTotals()
    {
        var run = await Cli.Run("cluster", TwoCopies());

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("identical", run.Output, StringComparison.Ordinal);
        Assert.Contains("north-post", run.Output, StringComparison.Ordinal);
        Assert.Contains("south-post", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("orchard", run.Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "3 documents, 1 cluster, 1 duplicate, 0 rejected, ", run.Output.TrimEnd().Split('\n')[^1],
            StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task FilesReplaceTheReport()
    {
        var output = Path.Combine(folder.Path, "out", "deep");

        var run = (await Cli.Run("cluster", TwoCopies(), "-o", output)).Succeeded();

        Assert.Empty(run.Output);
        Assert.StartsWith("3 documents, 1 cluster, ", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["clusters.jsonl", "pairs.jsonl", "rejected.jsonl", "run.json", "summary.json"],
            Directory.GetFiles(output).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        using var cluster =
            JsonDocument.Parse(Assert.Single(File.ReadAllLines(Path.Combine(output, "clusters.jsonl"))));
        Assert.Equal("north-post", cluster.RootElement.GetProperty("representative").GetString());
        using var pair = JsonDocument.Parse(Assert.Single(File.ReadAllLines(Path.Combine(output, "pairs.jsonl"))));
        Assert.Equal("identical", pair.RootElement.GetProperty("relation").GetString());
        Assert.Empty((await Cli.Run("cluster", TwoCopies(), "-o", output, "--quiet", "--overwrite")).Error);
    }

    [Fact]
    public async Task SingletonsAreListedOnRequest()
    {
        var run = (await Cli.Run("cluster", TwoCopies(), "--singletons")).Succeeded();

        Assert.Contains("orchard", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DuplicatesCanFailTheCommand()
    {
        Assert.Equal(1, (await Cli.Run("cluster", TwoCopies(), "--fail-on-duplicates")).ExitCode);
        Assert.Equal(
            0, (await Cli.Run("cluster", folder.Write("one.txt", Cli.Orchard), "--fail-on-duplicates")).ExitCode);
    }

    [Fact]
    public async Task RejectionsAreToldAndTheRestIsDone()
    {
        var lines = string.Concat(Enumerable.Range(1, 12).Select(_ => "broken\n"));
        var input = folder.Write("bad.jsonl", lines + Cli.Lines(("a", Cli.Harbour), ("b", Cli.Harbour)));
        var output = Path.Combine(folder.Path, "out");

        var run = await Cli.Run("cluster", input, "-o", output);

        Assert.Equal(3, run.ExitCode);
        var told = run.Error.Split('\n').Where(line => line.StartsWith("rejected ", StringComparison.Ordinal)).ToList();
        Assert.Equal(10, told.Count);
        Assert.StartsWith($"rejected {input}:1 bad-json", told[0], StringComparison.Ordinal);
        Assert.Contains("and 2 more, all in rejected.jsonl", run.Error, StringComparison.Ordinal);
        Assert.Equal(12, File.ReadAllLines(Path.Combine(output, "rejected.jsonl")).Length);
        Assert.Single(File.ReadAllLines(Path.Combine(output, "clusters.jsonl")));
    }

    [Fact]
    public async Task AMissingInputIsToldBeforeAnythingIsDone()
    {
        var missing = Path.Combine(folder.Path, "missing.txt");
        var output = Path.Combine(folder.Path, "out");

        var run = await Cli.Run("cluster", TwoCopies(), missing, "-o", output);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"dedupe: No such file or folder: '{missing}'.\nTry 'dedupe cluster --help'.\n", run.Error);
        Assert.Empty(run.Output);
        Assert.False(Directory.Exists(output));
    }

    [Fact]
    public async Task StandardInputAndOtherFieldNames()
    {
        var input = folder.Write(
            "in.jsonl",
            string.Concat(
                new[] { "x", "y" }.Select(
                    id => JsonSerializer.Serialize(new { key = id, body = Cli.Harbour }) + "\n")));

        var run = (await Cli.RunFrom(input, "cluster", "-", "--id-field", "key", "--text-field", "body")).Succeeded();

        Assert.Contains("2 documents, 1 cluster", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TextThatIsNoTextCannotReachTheTerminal()
    {
        var input = folder.Write(
            "in.jsonl",
            string.Concat(new[] { "x\n1", "x\n2" }.Select(id =>
                JsonSerializer.Serialize(
                    new { id, title = "\u001b[31mred\u001b[0m\nsecond line", text = Cli.Harbour }) + "\n")));

        var run = (await Cli.Run("cluster", input)).Succeeded();

        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Contains("\\u001b[31mred\\u001b[0m\\nsecond line", run.Output, StringComparison.Ordinal);
        Assert.Contains("x\\n1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongIdsStayWhole()
    {
        var id = string.Concat(Enumerable.Repeat("a/very/deep/folder/", 20)) + "story.txt";
        var input = folder.Write("in.jsonl", Cli.Lines((id, Cli.Harbour), ("short", Cli.Harbour)));

        var run = (await Cli.Run("cluster", input)).Succeeded();

        Assert.Contains(run.Output.Split('\n'), line => line.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ThePreferredOutletRepresents()
    {
        var input = folder.Write(
            "in.jsonl",
            string.Concat(new[] { ("a", "Gazette"), ("b", "AFP"), ("c", "Reuters") }.Select(article =>
                JsonSerializer.Serialize(
                    new { id = article.Item1, source = article.Item2, text = Cli.Harbour }) + "\n")));
        var output = Path.Combine(folder.Path, "out");

        (await Cli.Run("cluster", input, "-o", output, "--prefer", "Reuters,AFP")).Succeeded();

        using var cluster =
            JsonDocument.Parse(Assert.Single(File.ReadAllLines(Path.Combine(output, "clusters.jsonl"))));
        Assert.Equal("c", cluster.RootElement.GetProperty("representative").GetString());
        Assert.Equal("preferred-source", cluster.RootElement.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task ResumingDoesNothingTwiceAndNothingWrong()
    {
        var input = TwoCopies();
        var output = Path.Combine(folder.Path, "out");
        (await Cli.Run("cluster", input, "-o", output, "--resume")).Succeeded();
        var before = Snapshot(output);

        var again = (await Cli.Run("cluster", input, "-o", output, "--resume")).Succeeded();
        var other = await Cli.Run("cluster", input, "-o", output, "--resume", "--threshold", "0.5");

        Assert.Contains("complete", again.Error, StringComparison.Ordinal);
        Assert.Equal(4, other.ExitCode);
        Assert.Contains("option threshold was 0.7, is 0.5", other.Error, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot(output));

        var unasked = await Cli.Run("cluster", input, "-o", output, "--threshold", "0.5");
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("--overwrite replaces it", unasked.Error, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot(output));
        (await Cli.Run("cluster", input, "-o", output, "--threshold", "0.5", "--overwrite")).Succeeded();
        Assert.Contains(
            "\"threshold\": 0.5",
            await File.ReadAllTextAsync(Path.Combine(output, "run.json"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "--fail-on-duplicates")]
    [InlineData(3, "--quiet")]
    public async Task AResumedRunEndsAsItDid(int code, string option)
    {
        var input = folder.Write("in.jsonl", "broken\n" + Cli.Lines(("a", Cli.Harbour), ("b", Cli.Harbour)));
        var output = Path.Combine(folder.Path, "out");
        Assert.Equal(code, (await Cli.Run("cluster", input, "-o", output, option)).ExitCode);

        var again = await Cli.Run("cluster", input, "-o", output, option, "--resume");

        Assert.Contains("nothing to do", again.Error, StringComparison.Ordinal);
        Assert.Equal(code, again.ExitCode);
    }

    [Fact]
    public async Task ALostResultIsMadeAgain()
    {
        var input = TwoCopies();
        var output = Path.Combine(folder.Path, "out");
        (await Cli.Run("cluster", input, "-o", output)).Succeeded();
        File.Delete(Path.Combine(output, "pairs.jsonl"));

        var again = (await Cli.Run("cluster", input, "-o", output, "--resume")).Succeeded();

        Assert.StartsWith(
            $"{output} holds this run, but without pairs.jsonl as written: it runs again", again.Error,
            StringComparison.Ordinal);
        Assert.Single(File.ReadAllLines(Path.Combine(output, "pairs.jsonl")));
    }

    [Fact]
    public async Task ARunDirectoryInsideTheInputIsNotRead()
    {
        var input = Path.Combine(folder.Path, "in");
        folder.Write("in/a.txt", Cli.Harbour);
        folder.Write("in/b.txt", Cli.Harbour);
        var output = Path.Combine(input, "out");
        (await Cli.Run("cluster", input, "-o", output)).Succeeded();

        var resumed = (await Cli.Run("cluster", input, "-o", output, "--resume")).Succeeded();
        var again = (await Cli.Run("cluster", input, "-o", output, "--overwrite")).Succeeded();

        Assert.Contains("nothing to do", resumed.Error, StringComparison.Ordinal);
        Assert.StartsWith("2 documents, 1 cluster, 1 duplicate, 0 rejected", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CtrlCLeavesNothingHalfDone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent by a shell.");
        var output = Path.Combine(folder.Path, "out");

        // An endless line on standard input: the run is at work for certain when the signal comes.
        var run = await Cli.RunSignalled("INT", Path.Combine(output, "run.json"), "cluster", "-", "-o", output);

        Assert.Equal(130, run.ExitCode);
        Assert.Equal("dedupe: stopped\n", run.Error);
        Assert.Equal(["run.json"], Directory.GetFiles(output).Select(path => Path.GetFileName(path)));
    }

    private string TwoCopies() =>
        folder.Write(
            "in.jsonl", Cli.Lines(("south-post", Cli.Harbour), ("orchard", Cli.Orchard), ("north-post", Cli.Harbour)));

    private static List<(string, DateTime, string)> Snapshot(string directory) =>
        [.. Directory.GetFiles(directory).Order(StringComparer.Ordinal).Select(path => (path,
            File.GetLastWriteTimeUtc(path), File.ReadAllText(path)))];

    [Fact]
    public async Task MembersHaveTheirAgencyAndSayWhereTheyComeFrom()
    {
        var demo = Path.Combine(Repository.Root, "seeds", "wire-demo");
        var found = Path.Combine(folder.Path, "found");

        (await Cli.Run("cluster", Path.Combine(demo, "articles.jsonl"), "-o", found, "--agencies",
            Path.Combine(demo, "agencies.txt"))).Succeeded();

        var cluster = Assert.Single(await File.ReadAllLinesAsync(Path.Combine(found, "clusters.jsonl"),
            TestContext.Current.CancellationToken),
            line => line.Contains("\"representative\":\"rate-cw\"", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(cluster);
        var corrected = Assert.Single(
            json.RootElement.GetProperty("members").EnumerateArray(),
            member => member.GetProperty("id").GetString() == "rate-cw-corrected");
        Assert.Equal("Corvane Wire", corrected.GetProperty("agency").GetString());
        Assert.Equal("rate-cw", corrected.GetProperty("from").GetString());
        var pairs = await File.ReadAllLinesAsync(
            Path.Combine(found, "pairs.jsonl"), TestContext.Current.CancellationToken);
        using var pair =
            JsonDocument.Parse(
                Assert.Single(
                    pairs,
                    line => line.StartsWith(
                        "{\"a\":\"rate-cw\",\"b\":\"rate-cw-corrected\"", StringComparison.Ordinal)));
        Assert.Equal(3, pair.RootElement.GetProperty("differences").GetArrayLength());
    }
}
