using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Dedupe.Sources;

namespace Dedupe.Service.Pushing;

/// <summary>A server of the live index, spoken to over HTTP.</summary>
internal sealed class ServerTarget : ILiveTarget
{
    private static readonly MediaTypeHeaderValue Lines = new("application/x-ndjson");

    private readonly ServerOptions options;
    private readonly HttpClient client;
    private readonly ServerPatience patience;
    private readonly TimeProvider time;

    /// <summary>Makes it; nothing is sent yet.</summary>
    /// <param name="options">The server.</param>
    /// <param name="time">The clock of the waits; null: the system's.</param>
    public ServerTarget(ServerOptions options, TimeProvider? time = null)
    {
        this.options = options;
        this.time = time ?? TimeProvider.System;
        patience = new ServerPatience(options, this.time);
        client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // The key goes to nobody else.
                AutomaticDecompression = DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(10),
            })
        {
            BaseAddress = options.Address,
            Timeout = options.RequestTime,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("dedupe");
        if (options.Key is { } key)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <inheritdoc/>
    public string Name => options.Address.GetLeftPart(UriPartial.Path);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ItemOutcome>> AddAsync(
        IReadOnlyList<OutgoingItem> items, CancellationToken cancellationToken) =>
        SendAsync("v1/articles", items, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ItemOutcome>> QueryAsync(
        IReadOnlyList<OutgoingItem> items, CancellationToken cancellationToken) =>
        SendAsync("v1/query", items, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<IReadOnlyList<ItemOutcome>> SendAsync(
        string path, IReadOnlyList<OutgoingItem> items, CancellationToken cancellationToken)
    {
        var body = Pack(items);
        var (status, answer) = await patience.RunAsync(
            token => PostAsync(path, body, token), cancellationToken).ConfigureAwait(false);
        if (status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices)
            return ServerAnswer.Read(answer, items);
        if (status != HttpStatusCode.RequestEntityTooLarge)
            throw ServerAnswer.Refused(options.Address, status, answer);
        if (items.Count == 1)
            return [ServerAnswer.TooLarge(items[0])];

        // What the server takes at once is its own affair.
        int half = items.Count / 2;
        var first = await SendAsync(path, [.. items.Take(half)], cancellationToken).ConfigureAwait(false);
        var second = await SendAsync(path, [.. items.Skip(half)], cancellationToken).ConfigureAwait(false);
        return [.. first, .. second];
    }

    // The request and its answer are one thing: an answer that breaks off is none.
    private async Task<ServerReply> PostAsync(string path, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = Lines } };
        content.Headers.ContentEncoding.Add("zstd");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken)
            .ConfigureAwait(false);
        return new ServerReply(
            response.StatusCode,
            await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false),
            RetryAfter.Of(response.Headers.RetryAfter, time.GetUtcNow()));
    }

    private static byte[] Pack(IReadOnlyList<OutgoingItem> items)
    {
        var plain = new ArrayBufferWriter<byte>();
        ItemLine.Write(plain, items);
        using var packed = new MemoryStream();
        using var zstd = new ZstdWriter(packed, ZstdApi.Best);
        zstd.Write(plain.WrittenSpan);
        zstd.Finish();
        return packed.ToArray();
    }
}
