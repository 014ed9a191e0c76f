using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dedupe.Formats;
using Dedupe.Live;
using Dedupe.Service.Access;
using Dedupe.Service.Http;
using Dedupe.Service.Notes;
using Dedupe.Service.Stores;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Http;

/// <summary>A real service on a free port of this machine, over a store in a folder of its own.</summary>
internal sealed class LocalService : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly LiveServer server;
    private readonly bool isOwn;
    private bool isClosed;

    private LocalService(Func<ServeOptions, ServeOptions> change, LocalService? other, string? place)
    {
        var data = Path.Combine(place ?? folder.Root, "dedupe.db");
        Notes = other?.Notes ?? new FileNotes(data);
        Keys = new KeyBook(Notes, TimeProvider.System);
        isOwn = other is null;
        Store = other?.Store ?? LiveStores.Open(data);
        Index = other?.Index ?? LiveIndex.Open(
            Store, new LiveOptions { Folder = data + ".index", SettleEvery = null });
        var options = change(new ServeOptions
        {
            Listen = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0),
            Source = new SourceOptions { Formats = FormatRegistry.All },
            Report = Faults.Enqueue,
        });
        server = LiveServer.StartAsync(Index, Store, Notes, options).GetAwaiter().GetResult();
        Client = new HttpClient { BaseAddress = server.Address };
    }

    public HttpClient Client { get; }

    public INotes Notes { get; }

    public KeyBook Keys { get; }

    public DatabaseStore Store { get; }

    public LiveIndex Index { get; }

    /// <summary>Makes a key that the server knows at once.</summary>
    public string NewKey(KeyScopes scopes, params string[] sources)
    {
        var (_, key) = Keys.Add("somebody", scopes, sources, null);
        server.Keys.Refresh();
        return key;
    }

    /// <summary>The routes that it has.</summary>
    public IEnumerable<Microsoft.AspNetCore.Http.Endpoint> Routes => server.Routes;

    public System.Collections.Concurrent.ConcurrentQueue<Exception> Faults { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts one.</summary>
    /// <param name="change">Changes how it is offered.</param>
    /// <param name="other">One whose index this offers, too; null: it has one of its own.</param>
    /// <param name="place">A folder for the store; null: one of its own.</param>
    public static LocalService Start(
        Func<ServeOptions, ServeOptions>? change = null, LocalService? other = null, string? place = null) =>
        new(change ?? (static options => options), other, place);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, string? key = null,
        Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        change?.Invoke(request);
        return await Client.SendAsync(request, Token);
    }

    public Task<HttpResponseMessage> PostAsync(
        string path, string body, string type = "application/json", string? key = null) =>
        SendAsync(HttpMethod.Post, path, Content(Encoding.UTF8.GetBytes(body), type), key);

    public static ByteArrayContent Content(byte[] body, string type, string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        return content;
    }

    /// <summary>The answer as JSON; it must have the status.</summary>
    public static async Task<JsonNode> JsonAsync(HttpResponseMessage answer, int status = 200)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(Token);
            Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
            return JsonNode.Parse(text)!;
        }
    }

    /// <summary>The lines of the answer as JSON.</summary>
    public static async Task<JsonNode[]> LinesAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(Token);
            Assert.True((int)answer.StatusCode == 200, text);
            return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        }
    }

    /// <summary>The answer must be a problem.</summary>
    public static async Task<JsonNode> ProblemAsync(HttpResponseMessage answer, int status, string type)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await JsonAsync(answer, status);
        Assert.Equal(ProblemTypes.UriOf(type), (string?)problem["type"]);
        Assert.Equal(status, (int)problem["status"]!);
        return problem;
    }

    /// <summary>Closes the index, and leaves those alone who ask.</summary>
    public async Task CloseIndexAsync()
    {
        if (isOwn && !isClosed)
            await Index.DisposeAsync();
        isClosed = true;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
        await CloseIndexAsync();
        if (isOwn)
            Store.Dispose();

        folder.Dispose();
    }
}
