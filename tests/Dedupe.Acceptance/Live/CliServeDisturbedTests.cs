using System.Net;
using Dedupe.Acceptance.Tables;
using Xunit;

namespace Dedupe.Acceptance.Live;

/// <summary>
/// <c>dedupe serve</c> under load, while it is killed, its database ends, or another server of the same database gets
/// the same articles: nothing that was acknowledged is lost, nothing doubled, and clusters are those of the batch.
/// </summary>
public sealed class CliServeDisturbedTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private const int Stories = 36; // 126 articles

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TwoServersOfOneDatabaseStoreEachPairOnce()
    {
        var data = postgres.NewSchema();
        using var load = new LiveLoad(LiveTexts.Make(Stories, seed: 1));
        await using var one = await StartAsync(data, "one");
        await using var two = await StartAsync(data, "two");
        var (first, second) = (one.Client.BaseAddress!, two.Client.BaseAddress!);
        var all = Enumerable.Range(0, load.Lines.Count).ToArray();

        // To both the same, in other orders; to each some that the other does not get; alone and by several.
        await Task.WhenAll(
            load.SendAsync(() => first, all.Where(static place => place % 4 < 2), 1),
            load.SendAsync(() => second, all.Where(static place => place % 4 < 2).Reverse(), 1),
            load.SendAsync(() => first, all.Where(static place => place % 4 < 3).Reverse(), 7),
            load.SendAsync(() => second, all.Where(static place => place % 4 is 0 or 3), 5));

        Assert.Equal(0, load.Refused);
        await HoldsAsync(load, two, one);
    }

    [Theory]
    [InlineData("immediate")]
    [InlineData("fast")]
    public async Task ADatabaseThatEndsAndComesBackLosesNothing(string mode)
    {
        var data = postgres.NewSchema();
        using var load = new LiveLoad(LiveTexts.Make(Stories, seed: 2));
        await using var server = await StartAsync(data, "index", "--request-time", "2s");
        var address = server.Client.BaseAddress!;
        var senders = SendByThreeAsync(load, () => address);
        await load.UntilAsync(20, senders);

        await postgres.StopAsync(mode);
        try
        {
            await load.UntilRefusedAsync(3, senders);
            using var live = await server.Client.GetAsync("/health/live", Token);
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            using var ready = await server.Client.GetAsync("/health/ready", Token);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }
        finally
        {
            await postgres.StartAgainAsync();
        }

        await senders;
        using var again = await server.Client.GetAsync("/health/ready", Token);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await HoldsAsync(load, server);
        Assert.Equal("Serving 0 articles. Ctrl-C ends it.\n", (await server.EndAsync("TERM")).Error);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task AServerThatIsKilledAgainAndAgainLosesNothing(string kind)
    {
        const int Kills = 4;
        var data = kind == "sqlite" ? Path.Combine(folder.Path, "news.db") : postgres.NewSchema();
        using var load = new LiveLoad(LiveTexts.Make(Stories, seed: 3));
        var server = await StartAsync(data, "index");
        try
        {
            var address = server.Client.BaseAddress!;
            var senders = SendByThreeAsync(load, () => Volatile.Read(ref address));
            for (var kill = 1; kill <= Kills; kill++)
            {
                await load.UntilAsync(25 * kill, senders);
                await server.EndAsync("KILL");
                await server.DisposeAsync();
                server = await StartAsync(data, "index");
                Volatile.Write(ref address, server.Client.BaseAddress!);
            }

            await senders;
            await HoldsAsync(load, server);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static Task SendByThreeAsync(LiveLoad load, Func<Uri> server) => Task.WhenAll(
        new[] { 1, 1, 3 }.Select((batch, sender) => load.SendAsync(
            server, Enumerable.Range(0, load.Lines.Count).Where(place => place % 3 == sender), batch)));

    private Task<RunningService> StartAsync(string data, string index, params IEnumerable<string> arguments) =>
        RunningService.StartAsync(
            folder.Path, ["--data", data, "--index", Path.Combine(folder.Path, index), "--rate", "0",
                "--settle-after", "40", .. arguments]);

    // The first settles; each server says the same afterwards.
    private async Task HoldsAsync(LiveLoad load, params RunningService[] servers)
    {
        Assert.Equal(load.Lines.Count, load.Acknowledged.Count);
        await LiveOracle.EachIsThereOnceAsync(servers[0].Client, load);
        await servers[0].PostAsync("/v1/settle", "");
        var batch = await LiveOracle.BatchAsync(load, folder);
        Assert.NotEmpty(batch);
        List<string>? answers = null;
        foreach (var server in servers)
        {
            var address = server.Client.BaseAddress!;
            // Each answer is the one that was given before; and what others stored is taken up first.
            await load.SendAsync(() => address, Enumerable.Range(0, load.Lines.Count), 50);
            await LiveOracle.EachIsThereOnceAsync(server.Client, load);
            Assert.Equal(batch, await LiveOracle.LinesAsync(server.Client));
            var told = await LiveOracle.AnswersAsync(server.Client, load);
            Assert.Equal(answers ??= told, told);
        }
    }
}
