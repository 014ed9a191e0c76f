using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dedupe.Acceptance.Live;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary><c>dedupe serve</c>, started as a user would start it, on a free port.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly RunningCommand command;

    private RunningService(RunningCommand command, Uri address)
    {
        this.command = command;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts one in a folder and waits until it listens.</summary>
    public static async Task<RunningService> StartAsync(string folder, params IEnumerable<string> arguments)
    {
        var started = RunningCommand.StartIn(folder, ["serve", "--listen", "127.0.0.1:0", .. arguments]);
        try
        {
            return new RunningService(started, new Uri(await started.LineAsync()));
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Posts a body and gets the answer, which must be one of success.</summary>
    public async Task<string> PostAsync(
        string path, string body, string type = "application/json", string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, type),
        };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await Client.SendAsync(request, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    /// <summary>The same as JSON.</summary>
    public async Task<JsonNode> AskAsync(string path, string body) => JsonNode.Parse(await PostAsync(path, body))!;

    /// <summary>Ends it with a signal.</summary>
    /// <returns>What it printed, and its exit code.</returns>
    public async Task<(int ExitCode, string Error)> EndAsync(string signal) =>
        (await command.TerminateAsync(signal), command.Error);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return command.DisposeAsync();
    }
}
