using System.Net;
using System.Text;
using Dedupe.Service.Net;
using Dedupe.Service.Pushing;

namespace Dedupe.Service.Feeds;

/// <summary>
/// Fetches feeds: what did not change is not sent again, what is too large or too slow is given up, and addresses that
/// are not public are not connected to, at no redirect. Safe from any thread.
/// </summary>
internal sealed class FeedFetcher : IDisposable
{
    private const string Wanted =
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, " +
        "application/json;q=0.8, */*;q=0.1";

    private const int BlockBytes = 1 << 16;
    private const int MostAtOnce = 16;

    private readonly FeedOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient client;
    private readonly SemaphoreSlim turns = new(MostAtOnce);

    /// <summary>Makes it.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="time">The clock; null: the system's.</param>
    public FeedFetcher(FeedOptions options, TimeProvider? time = null)
    {
        this.options = options;
        this.time = time ?? TimeProvider.System;
        var handler = new SafeConnector(options.AllowedHosts).CreateHandler(options.Redirects);
        handler.AutomaticDecompression = DecompressionMethods.All;
        handler.MaxConnectionsPerServer = 2;
        // The time of a look includes its body, which the client's own time does not.
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("dedupe");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", Wanted);
    }

    /// <summary>Looks at a feed.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="state">What is known of it.</param>
    /// <param name="cancellationToken">Ends it; what else happens is a reply.</param>
    public async Task<FeedReply> FetchAsync(Uri url, FeedState state, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        using var late = new CancellationTokenSource(options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            if (state.ETag is { } tag)
                request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            if (state.LastModified is { } modified)
                request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
            using var response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return await ReadAsync(response, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"It took longer than {options.Time.TotalSeconds:0} s.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException
            or InvalidOperationException)
        {
            // The last one is what a body of Brotli throws that is none.
            return Failed(Sentence(error.GetBaseException().Message));
        }
        finally
        {
            turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        turns.Dispose();
    }

    private async Task<FeedReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var maxAge = response.Headers.CacheControl is { NoCache: false, NoStore: false, MaxAge: { } age } ? age
            : (TimeSpan?)null;
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotModified:
                return new FeedReply(FeedReplyKind.Unchanged) { MaxAge = maxAge };
            case HttpStatusCode.Gone:
                return new FeedReply(FeedReplyKind.Gone) { Problem = "It is gone for good (410)." };
            case HttpStatusCode.OK:
                break;
            case >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest:
                return Failed($"It leads on more than {options.Redirects} times, or to where no feed can be.");
            default:
                return Failed($"It answers {(int)response.StatusCode}.") with
                {
                    RetryAfter = RetryAfter.Of(response.Headers.RetryAfter, time.GetUtcNow()),
                };
        }

        if (await BodyAsync(response.Content, cancellationToken).ConfigureAwait(false) is not { } body)
            return Failed($"It is larger than {options.MostBytes} bytes.");
        return new FeedReply(FeedReplyKind.Fresh)
        {
            Body = body,
            ETag = Raw(response.Headers, "ETag"),
            LastModified = Raw(response.Content.Headers, "Last-Modified"),
            MaxAge = maxAge,
        };
    }

    // Counted as it is unpacked: a small body may be a large feed.
    private async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var body = new byte[BlockBytes];
            int length = 0;
            int read;
            while ((read = await stream.ReadAsync(body.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > options.MostBytes)
                    return null;
                if (length == body.Length)
                    Array.Resize(ref body, body.Length * 2);
            }

            return body.AsMemory(0, length);
        }
    }

    // Other letters are sent in no request: the feed would never be seen again.
    private static string? Raw(System.Net.Http.Headers.HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is var text && Ascii.IsValid(text)
            ? text
            : null;

    private static FeedReply Failed(string problem) => new(FeedReplyKind.Failed) { Problem = problem };

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}
