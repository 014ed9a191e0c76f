using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance.Live;

/// <summary><c>dedupe push</c> to a real <c>dedupe serve</c>.</summary>
public sealed class CliPushTests : IDisposable
{
    private const int Articles = 2_000;

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client = new();

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task AServerThatIsKilledMeanwhileLosesNothingAndDoublesNothing()
    {
        var file = folder.Write("articles.jsonl", Cli.Lines(Many(Articles)));
        var data = Path.Combine(folder.Path, "news.db");
        await using var first = RunningCommand.Start(
            "serve", "--data", data, "--listen", "127.0.0.1:0", "--rate", "0", "-q");
        var address = new Uri(await first.LineAsync());
        await using var push = RunningCommand.Start(
            "push", file, "--to", address.ToString(), "--batch", "5", "--json", "-q");
        while (await StoredAsync(address) < Articles / 10)
            Assert.False(push.HasEnded, "It was over before the server could be killed.");
        await first.KillAsync();
        await using var second = RunningCommand.Start(
            "serve", "--data", data, "--listen", $"127.0.0.1:{address.Port}", "--rate", "0", "-q");
        await second.LineAsync();

        using var totals = JsonDocument.Parse(await push.LineAsync());

        Assert.Equal(0, await push.EndAsync());
        Assert.Contains("Tried again in", push.Error, StringComparison.Ordinal);
        Assert.Equal(Articles, await StoredAsync(address));
        // What was stored in the moment of the kill and not acknowledged is sent again.
        Assert.Equal(
            Articles,
            totals.RootElement.GetProperty("stored")
                .GetInt32() + totals.RootElement.GetProperty("repeated")
                .GetInt32());

        var again = (await Cli.Run("push", file, "--to", address.ToString(), "--json", "-q")).Succeeded();
        using var repeated = JsonDocument.Parse(again.Output);
        Assert.Equal(Articles, repeated.RootElement.GetProperty("repeated").GetInt32());
        Assert.Equal(0, repeated.RootElement.GetProperty("stored").GetInt32());
        Assert.Equal(0, await second.TerminateAsync());
    }

    [Fact]
    public async Task WhatIsRejectedIsToldWithFileAndLine()
    {
        var file = folder.Write(
            "articles.jsonl", Cli.Lines(("a", Cli.Harbour)) + "{\"id\":\"b\"}\n" + Cli.Lines(("c", "…")));
        await using var server = RunningCommand.Start(
            "serve", "--data", Path.Combine(folder.Path, "news.db"), "--listen", "127.0.0.1:0", "-q");
        var address = await server.LineAsync();

        var run = await Cli.Run("push", file, "--to", address, "-q");

        Assert.Equal(3, run.ExitCode);
        Assert.Equal("1 stored, 0 there already, 2 rejected.\n", run.Output);
        Assert.Contains($"rejected {file}:2 missing-text", run.Error, StringComparison.Ordinal);
        Assert.Contains($"rejected {file}:3 empty", run.Error, StringComparison.Ordinal);
        folder.Write("clip.mov", "…");
        var more = await Cli.Run("push", folder.Path, "--to", address, "-q");
        Assert.Contains("passed over", more.Error, StringComparison.Ordinal);
        var asked = await Cli.Run("query", folder.Path, "--to", address, "-q");
        Assert.Contains("1 .mov", asked.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await Cli.Run("push", file, "--to", address, "-q", "--json")).Output);
        Assert.Equal(
            [(2, "missing-text"), (3, "empty")],
            json.RootElement.GetProperty("rejections").EnumerateArray().Select(static one =>
                (one.GetProperty("line").GetInt32(), one.GetProperty("reason").GetString()!)));
    }

    [Fact]
    public async Task AServerThatIsNotThereIsTold()
    {
        var file = folder.Write("a.txt", Cli.Harbour);

        var run = await Cli.Run("push", file, "--to", "http://127.0.0.1:9", "--wait", "0s");

        Assert.Equal(4, run.ExitCode);
        Assert.StartsWith(
            "dedupe: http://127.0.0.1:9 cannot be reached", run.Error.Split('\n')[^2], StringComparison.Ordinal);
    }

    private async Task<int> StoredAsync(Uri address)
    {
        var stats = await client.GetStringAsync(
            new Uri(address, "/v1/stats"), TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(stats);
        return json.RootElement.GetProperty("articles").GetInt32();
    }

    private static IEnumerable<(string Id, string Text)> Many(int count) => Enumerable.Range(1, count).Select(
        static number => (string.Create(CultureInfo.InvariantCulture, $"a{number}"), string.Join(
            ' ', Enumerable.Range(0, 40).Select(word => $"word{(number * 31) + (word * 7919)}"))));
}
