using System.Text;

namespace Dedupe.Benchmarks.Peers;

/// <summary>A server of the live index, asked over one connection that is kept.</summary>
internal sealed class HttpPeer(string url) : IPeer
{
    private readonly HttpClient client = new();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PeerMatch>> TakeAsync(PeerArticle article, bool ask)
    {
        using var content = new StringContent(article.Line, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(url + "/v1/articles", content).ConfigureAwait(false);
        var answer = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);

        // 422 is an item that cannot be compared: one without words.
        return response.IsSuccessStatusCode ? OwnAnswer.Copies(answer)
            : (int)response.StatusCode == 422 ? []
            : throw new IOException($"{url} answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(answer)}");
    }

    /// <inheritdoc/>
    public Task<long> MeasureAsync() => Task.FromResult(0L);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
