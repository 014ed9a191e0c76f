using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Dedupe.Acceptance.Live;

/// <summary><c>dedupe serve</c> on a small disk that becomes full, and has room again.</summary>
public sealed class CliServeFullDiskTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private bool isMounted;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Disk => Path.Combine(folder.Path, "disk");

    private string Filler => Path.Combine(Disk, "filler");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Disk);
        var mount = await ProgramRun.Of(
            "sh", ["-c", "mount -t tmpfs -o size=16m tmpfs \"$0\" 2>/dev/null", Disk]);
        isMounted = mount.ExitCode == 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (isMounted)
            (await ProgramRun.Of("umount", ["-l", Disk])).Succeeded();
        folder.Dispose();
    }

    [Fact]
    public async Task NothingThatWasAcknowledgedIsLostWhereTheDatabaseHasNoRoom()
    {
        Assert.SkipUnless(isMounted, "This user may not mount a disk here.");
        using var load = new LiveLoad(LiveTexts.Make(36, seed: 4));
        await using var server = await StartAsync(Path.Combine(Disk, "news.db"), Path.Combine(folder.Path, "index"));
        var address = server.Client.BaseAddress!;
        // SQLite's log has 100 kB of each; at 4 MB it begins anew, and would have room of its own.
        await load.SendAsync(() => address, Enumerable.Range(0, 20), 1);
        await FillAsync();

        var sending = load.SendAsync(() => address, Enumerable.Range(20, load.Lines.Count - 20), 3);
        await load.UntilRefusedAsync(5, sending);

        var ready = await GetAsync(server, "/health/ready");
        Assert.Equal(("ready", "see /v1/stats"), ((string?)ready["status"], (string?)ready["fault"]));
        Assert.Contains(
            "There is no room", (string)(await GetAsync(server, "/v1/stats"))["fault"]!, StringComparison.Ordinal);
        Assert.Equal(load.Acknowledged.Count, (await LiveOracle.AnswersAsync(server.Client, load)).Count - 1);

        File.Delete(Filler);
        await sending;
        await HoldsAsync(load, server);
    }

    [Fact]
    public async Task ArticlesAreStoredAndFoundWhereTheIndexHasNoRoom()
    {
        Assert.SkipUnless(isMounted, "This user may not mount a disk here.");
        using var load = new LiveLoad(LiveTexts.Make(36, seed: 5));
        var (data, index) = (Path.Combine(folder.Path, "news.db"), Path.Combine(Disk, "index"));
        await using (var server = await StartAsync(data, index))
        {
            var address = server.Client.BaseAddress!;
            await load.SendAsync(() => address, Enumerable.Range(0, load.Lines.Count), 50);
            await FillAsync();
            // The segment of what is in memory cannot be written; that is no reason not to end well.
            Assert.Equal(0, (await server.EndAsync("TERM")).ExitCode);
        }

        await using (var server = await StartAsync(data, index))
            await HoldsAsync(load, server);
        File.Delete(Filler);
        await using (var server = await StartAsync(data, index))
            await HoldsAsync(load, server);
    }

    private Task<RunningService> StartAsync(string data, string index) => RunningService.StartAsync(
        folder.Path, "--data", data, "--index", index, "--rate", "0", "-q");

    // To the last byte.
    private async Task FillAsync() => await ProgramRun.Of(
        "sh", ["-c", "dd if=/dev/zero bs=4k >> \"$0\" 2>/dev/null; true", Filler]);

    private async Task HoldsAsync(LiveLoad load, RunningService server)
    {
        Assert.Equal(load.Lines.Count, load.Acknowledged.Count);
        await server.PostAsync("/v1/settle", "");
        await LiveOracle.EachIsThereOnceAsync(server.Client, load);
        Assert.Equal(await LiveOracle.BatchAsync(load, folder), await LiveOracle.LinesAsync(server.Client));
        Assert.Null((await GetAsync(server, "/v1/stats"))["fault"]);
    }

    private static async Task<JsonNode> GetAsync(RunningService server, string path)
    {
        using var answer = await server.Client.GetAsync(path, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
    }
}
