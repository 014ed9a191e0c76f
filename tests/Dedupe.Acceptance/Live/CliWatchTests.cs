using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance.Live;

/// <summary><c>dedupe watch</c> and <c>dedupe query</c>, without a server and with one.</summary>
public sealed class CliWatchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Data => Path.Combine(folder.Path, "news.db");

    private string State => Path.Combine(folder.Path, "state");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AFolderIsWatchedOverARestart()
    {
        var incoming = Path.Combine(folder.Path, "in");
        Directory.CreateDirectory(incoming);
        await using (var watch = Watch(incoming))
        {
            // It grows while it is looked at.
            var growing = folder.Write("in/a.jsonl", "");
            await using (var file = new StreamWriter(growing))
            {
                foreach (var line in Cli.Lines(("1", Cli.Harbour), ("2", Cli.Orchard), ("3", Cli.Harbour + " Again."))
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    await file.WriteAsync(line + "\n");
                    await file.FlushAsync(TestContext.Current.CancellationToken);
                }
            }

            Assert.Equal(3, await TakenAsync(watch, 3));
            Assert.Equal(0, await watch.TerminateAsync());
        }

        folder.Write("in/deep/b.txt", Cli.Orchard + " A day later.");
        await using (var watch = Watch(incoming))
        {
            using var taken = JsonDocument.Parse(await watch.LineAsync());
            Assert.EndsWith("b.txt", taken.RootElement.GetProperty("name").GetString(), StringComparison.Ordinal);
            Assert.Equal(1, taken.RootElement.GetProperty("stored").GetInt32());
            Assert.Equal(0, await watch.TerminateAsync());
        }

        Assert.Equal(
            "", (await Cli.Run("watch", incoming, "--data", Data, "--state", State, "--once")).Succeeded().Output);
    }

    [Fact]
    public async Task AStoreThatIsMadeAnewGetsAllOnceMore()
    {
        folder.Write("in/a.jsonl", Cli.Lines(("1", Cli.Harbour)));
        var incoming = Path.Combine(folder.Path, "in");
        string[] watch = ["watch", incoming, "--data", Data, "--state", State, "--once", "--still", "0s"];
        (await Cli.Run(watch)).Succeeded();
        foreach (var file in Directory.GetFiles(folder.Path, "news.db*"))
            File.Delete(file);

        var again = (await Cli.Run(watch)).Succeeded();

        Assert.Contains("1 stored", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFeedInsideIsReadWhenItsHostIsAllowed()
    {
        using var listener = Listen(out var address);
        var serving = ServeAsync(
            listener,
            "<rss><channel><title>Corvane Wire</title><item><guid>tag:c,2026:1</guid><title>Harbour</title>"
            + $"<description>{Cli.Harbour}</description></item></channel></rss>");
        string[] watch = ["watch", "--feed", address, "--data", Data, "--state", State, "--once"];

        var refused = await Cli.Run(watch);

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("--allow-host localhost", refused.Error, StringComparison.Ordinal);
        // A feed that failed is left alone for a while: what is known of it goes.
        Directory.Delete(State, recursive: true);
        var allowed = (await Cli.Run([.. watch, "--allow-host", "localhost"])).Succeeded();
        Assert.Contains("1 stored, 0 there already, 0 rejected", allowed.Output, StringComparison.Ordinal);
        listener.Stop();
        await serving;
    }

    [Fact]
    public async Task AQuestionHasOneAnswerWithAServerAndWithout()
    {
        await using var server = RunningCommand.Start(
            "serve", "--data", Data, "--listen", "127.0.0.1:0", "-q");
        var address = await server.LineAsync();
        (await Cli.Run("push", "seeds/wire-demo/articles.jsonl", "--to", address, "-q")).Succeeded();
        var draft = folder.Write("draft.txt", FirstText());

        var asked = (await Cli.Run("query", draft, "--to", address, "--json", "-q")).Succeeded().Output;
        var beside = (await Cli.Run("query", draft, "--data", Data, "--json", "-q")).Succeeded().Output;

        Assert.Equal(asked, beside);
        using var answer = JsonDocument.Parse(asked);
        Assert.Equal("identical", answer.RootElement.GetProperty("answer").GetProperty("relation").GetString());
        Assert.Equal(0, await server.TerminateAsync());
        var shown = await Cli.Run("query", draft, "--data", Data, "-q", "--fail-on-duplicates");
        Assert.Equal(1, shown.ExitCode);
        Assert.Contains("  identical of ", shown.Output, StringComparison.Ordinal);
        Assert.Equal(
            0, (await Cli.Run("query", folder.Write("b.txt", Cli.Orchard), "--data", Data, "--fail-on-duplicates"))
            .ExitCode);
    }

    [Fact]
    public async Task TheIndexOfAServerIsNotTakenByAnother()
    {
        await using var server = RunningCommand.Start("serve", "--data", Data, "--listen", "127.0.0.1:0", "-q");
        await server.LineAsync();

        var run = await Cli.Run("watch", "seeds/wire-demo", "--data", Data, "--state", State, "--once");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("news.db.index is in use", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query README.md", "Name one live index")]
    [InlineData("query README.md --data no-such.db", "there is no file 'no-such.db'")]
    [InlineData("query README.md --data a.db --to http://127.0.0.1:1", "Name one live index")]
    [InlineData("query README.md --to http://127.0.0.1:1 --index x", "--index goes together with --data")]
    [InlineData("watch --data a.db", "Name what is watched")]
    [InlineData("watch nofolder --data a.db", "There is no folder 'nofolder'.")]
    [InlineData("watch --feed ftp://a/ --data a.db", "A feed has an address")]
    [InlineData("watch seeds --data a.db --silence 5", "--silence takes a time")]
    [InlineData("push README.md", "needs --to")]
    [InlineData("push README.md --to here", "--to takes an address")]
    [InlineData("push README.md --to http://u:p@h/", "--to takes no password")]
    [InlineData("push README.md --to http://127.0.0.1:1 --batch 0", "--batch takes")]
    public async Task WrongUsageIsTold(string arguments, string message)
    {
        var run = await Cli.Run(arguments.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private RunningCommand Watch(string incoming) => RunningCommand.Start(
        "watch", incoming, "--data", Data, "--state", State, "--still", "1s", "--json");

    // However often it was looked at while it grew.
    private static async Task<int> TakenAsync(RunningCommand watch, int wanted)
    {
        int stored = 0;
        while (stored < wanted)
        {
            using var json = JsonDocument.Parse(await watch.LineAsync());
            if (json.RootElement.GetProperty("event").GetString() == "taken")
                stored += json.RootElement.GetProperty("stored").GetInt32();
        }

        return stored;
    }

    private static string FirstText()
    {
        var line = File.ReadLines(Path.Combine(Repository.Root, "seeds/wire-demo/articles.jsonl")).First();
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("text").GetString()!;
    }

    private static HttpListener Listen(out string address)
    {
        using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            address = $"http://localhost:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        var listener = new HttpListener();
        listener.Prefixes.Add(address);
        listener.Start();
        return listener;
    }

    private static async Task ServeAsync(HttpListener listener, string body)
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
