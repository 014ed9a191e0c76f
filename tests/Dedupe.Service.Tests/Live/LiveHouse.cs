using System.Text;
using System.Text.Json;
using Dedupe.Live;
using Dedupe.Reporting;
using Dedupe.Service.Stores;
using Dedupe.Tests.Sources;

namespace Dedupe.Service.Tests.Live;

/// <summary>A live index over a store of SQLite, both in a folder of their own.</summary>
internal sealed class LiveHouse : IAsyncDisposable
{
    private readonly TempFolder folder = new();

    public LiveHouse(Func<LiveOptions, LiveOptions>? with = null)
    {
        With = with ?? (static options => options);
        Open();
    }

    public ILiveStore Store { get; private set; } = null!;

    public LiveIndex Index { get; private set; } = null!;

    public string Folder => Path.Combine(folder.Root, "index");

    public string Database => Path.Combine(folder.Root, "live.db");

    private Func<LiveOptions, LiveOptions> With { get; }

    public static LiveItem Item(
        string id, string text, string? source = null, string? date = null, string? version = null,
        string? title = null, string? status = null) =>
        new(new Document(
            id, text, title, source, date is null ? null : DateTimeOffset.Parse(date, null))
        {
            Version = Encoding.UTF8.GetBytes(version ?? ""),
            Status = Encoding.UTF8.GetBytes(status ?? ""),
        });

    public async Task<LiveAnswer> AddAsync(LiveItem item) => (await Index.AddAsync([item], default))[0];

    public async Task<JsonElement> SayAsync(LiveItem item) => Json(await AddAsync(item));

    public static JsonElement Json(LiveAnswer answer)
    {
        using var json = JsonDocument.Parse(answer.Json);
        return json.RootElement.Clone();
    }

    /// <summary>All stored clusters as lines of the batch, in its order.</summary>
    public List<string> Clusters()
    {
        var lines = new List<(string Representative, string Line)>();
        var json = new LineWriter();
        foreach (var number in Store.ReadMembers().Select(static member => member.Cluster).Distinct().ToList())
        {
            var (cluster, members) = Store.ReadCluster(number)!.Value;
            json.Clear();
            StoredCluster.Write(json, Store, cluster, members);
            var line = Encoding.UTF8.GetString(json.Written);
            using var parsed = JsonDocument.Parse(line);
            lines.Add((parsed.RootElement.GetProperty("representative").GetString()!, line));
        }

        return [.. lines.OrderBy(static one => one.Representative,
            StringComparer.Ordinal).Select(static one => one.Line)];
    }

    /// <summary>What the batch writes for documents.</summary>
    public static async Task<List<string>> BatchAsync(IEnumerable<Document> documents)
    {
        var result = await new Deduplicator().RunAsync(documents);
        var json = new LineWriter();
        return [.. result.Clusters.Select(cluster =>
        {
            json.Clear();
            ClusterLine.Write(json, cluster, new DocumentIds(result.Documents));
            return Encoding.UTF8.GetString(json.Written);
        })];
    }

    /// <summary>Closes all and opens it again.</summary>
    public async Task ReopenAsync(Action? between = null)
    {
        await Index.DisposeAsync();
        Store.Dispose();
        between?.Invoke();
        Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Index.DisposeAsync();
        Store.Dispose();
        folder.Dispose();
    }

    private void Open()
    {
        Store = LiveStores.Open(Database);
        Index = LiveIndex.Open(
            Store, With(new LiveOptions { Folder = Folder, SettleAfter = 0, SettleEvery = null }));
    }
}
