using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary><c>dedupe serve</c> and <c>dedupe keys</c>, by the process.</summary>
public sealed class CliServeTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private static readonly string[] Articles =
        File.ReadAllLines(Path.Combine(Repository.Root, "seeds", "wire-demo", "articles.jsonl"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ANewcomerInAnEmptyFolderGetsAnAnswer()
    {
        await using var service = await RunningService.StartAsync(folder.Path);
        var readme = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "README.md"), Token);
        Assert.Contains(await service.PostAsync("/v1/articles", Articles[0]), readme);
        await service.PostAsync("/v1/articles", string.Join('\n', Articles), "application/x-ndjson");
        var ledger = Articles.Single(static line => line.Contains("\"ferry-ledger\"", StringComparison.Ordinal));
        var answer = await service.AskAsync("/v1/articles", ledger);
        Assert.Equal("near-duplicate", (string?)answer["relation"]);

        var settled = await service.AskAsync("/v1/settle", "");
        Assert.Equal(Articles.Length, (int)settled["articles"]!);
        Assert.Equal(4, (int)settled["clusters"]!);
        var (code, error) = await service.EndAsync("TERM");
        Assert.Equal(0, code);
        Assert.Equal("Serving 0 articles. Ctrl-C ends it.\n", error);
        Assert.True(File.Exists(Path.Combine(folder.Path, "dedupe.db")));
    }

    [Fact]
    public async Task WhatWasAnsweredIsThereAfterAKillAndAfterCtrlC()
    {
        string first;
        await using (var service = await RunningService.StartAsync(folder.Path, "-q"))
        {
            first = await service.PostAsync("/v1/articles", Articles[0]);
            await service.EndAsync("KILL");
        }

        await using (var service = await RunningService.StartAsync(folder.Path, "-q"))
        {
            Assert.Equal(first, await service.PostAsync("/v1/articles", Articles[0]));
            var (code, error) = await service.EndAsync("INT");
            Assert.Equal((0, ""), (code, error));
        }
    }

    [Fact]
    public async Task KeysAreMadeListedReplacedAndTakenBack()
    {
        var data = Path.Combine(folder.Path, "dedupe.db");
        var made = (await Cli.Run(
            "keys", "add", "--data", data, "--name", "the desk", "--scope", "read,ingest", "--source", "Wire",
            "--expires", "90d")).Succeeded();
        var key = made.Output.Trim();
        Assert.Matches("^dedupe_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$", key);
        var id = key.Split('_')[1];
        var listed = (await Cli.Run("keys", "list", "--data", data)).Succeeded().Output;
        Assert.StartsWith($"{id}  until ", listed, StringComparison.Ordinal);
        Assert.EndsWith("  read,ingest  Wire  the desk\n", listed, StringComparison.Ordinal);

        await using (var service = await RunningService.StartAsync(folder.Path))
        {
            using var refused = await service.Client.GetAsync("/v1/stats", Token);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            await service.PostAsync("/v1/query", Articles[0], key: key);
            Assert.Contains("who have a key", (await service.EndAsync("TERM")).Error, StringComparison.Ordinal);
        }

        Assert.NotEqual(
            key, (await Cli.Run("keys", "rotate", id, "--data", data, "--grace", "0s")).Succeeded().Output.Trim());
        (await Cli.Run("keys", "revoke", id, "--data", data)).Succeeded();
        Assert.Contains(
            "  revoked  ", (await Cli.Run("keys", "list", "--data", data))
                .Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Cli.Run("keys", "revoke", id, "--data", data)).ExitCode);
    }

    [Theory]
    [InlineData("--listen 0.0.0.0:0", "--tls-cert")]
    [InlineData("--listen 8077", "--listen takes an address and a port")]
    [InlineData("--listen 127.0.0.1", "--listen takes an address and a port")]
    [InlineData("--listen ::1:8077", "--listen takes an address and a port")]
    [InlineData("--host news.example:8077", "--host takes a name without a port")]
    [InlineData("--tls-cert no-such-file", "no-such-file")]
    [InlineData("--keep 7d", "--keep takes --window")]
    [InlineData("--window-of Reuters", "--window-of takes a source and a time")]
    [InlineData("--otlp collector", "--otlp takes an address")]
    public async Task WhatMakesNoSenseIsWrongUsage(string arguments, string told)
    {
        var run = await ProgramRun.Of(Cli.Program, ["serve", .. arguments.Split(' ')], folder: folder.Path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task APortThatIsTakenIsTold()
    {
        await using var service = await RunningService.StartAsync(folder.Path);
        var other = Directory.CreateDirectory(Path.Combine(folder.Path, "other")).FullName;
        var run = await ProgramRun.Of(
            Cli.Program, ["serve", "--listen", $"127.0.0.1:{service.Client.BaseAddress!.Port}"], folder: other);
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("address already in use", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of dedupe", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnArchiveThatIsAttachedIsAskedToo()
    {
        var run = Path.Combine(folder.Path, "run");
        var articles = Path.Combine(Repository.Root, "seeds", "wire-demo", "articles.jsonl");
        (await Cli.Run("cluster", articles, "-o", run, "--keep-keys")).Succeeded();
        await using var service = await RunningService.StartAsync(folder.Path, "--attach", run);
        var item = JsonNode.Parse(Articles.Single(
            static line => line.Contains("\"ferry-ledger\"", StringComparison.Ordinal)))!;
        item["id"] = "today";
        var answer = await service.AskAsync("/v1/query", item.ToJsonString());
        Assert.Equal("identical", (string?)answer["relation"]);
        Assert.Equal("ferry-ledger", (string?)answer["matches"]![0]!["id"]);
        Assert.Equal(run, (string?)answer["matches"]![0]!["archive"]);
        var stats = JsonNode.Parse(await service.Client.GetStringAsync("/v1/stats", Token))!;
        Assert.Equal((0, run), ((int)stats["articles"]!, (string?)stats["archives"]![0]));
    }

    [Fact]
    public async Task AnAddressOfAnotherMachineIsTold()
    {
        var run = await ProgramRun.Of(
            Cli.Program, ["serve", "--listen", "203.0.113.9:8077", "--behind-proxy"], folder: folder.Path);
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("cannot listen on 203.0.113.9:8077", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of dedupe", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SettingsInTheFolderChangeNothing()
    {
        folder.Write("appsettings.json", """{"Kestrel":{"Endpoints":{"Http":{"Url":"http://0.0.0.0:0"}}}}""");
        await using var service = await RunningService.StartAsync(folder.Path);
        Assert.Equal("127.0.0.1", service.Client.BaseAddress!.Host);
        var stats = JsonNode.Parse(await service.Client.GetStringAsync("/v1/stats", Token))!;
        Assert.Equal(0, (int)stats["articles"]!);
    }
}
