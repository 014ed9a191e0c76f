using System.Buffers;
using System.Globalization;
using System.Text;
using Dedupe.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Dedupe.Service.Http;

/// <summary>
/// <c>GET /v1/events</c>: what happens, as server-sent events. Whoever was cut off says which event it had last
/// (Last-Event-ID, or <c>?after=</c>), and misses none; without that it gets what happens from now on.
/// </summary>
internal sealed class EventRoute(ServiceParts parts, CancellationToken stopping)
{
    /// <summary>How long nothing may be sent: proxies end what is silent.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private const int AtOnce = 500;

    private int streams;

    /// <summary>Sends them until somebody ends it.</summary>
    public async Task StreamAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref streams) > parts.Options.Limits.EventStreams)
        {
            Interlocked.Decrement(ref streams);
            throw new ProblemException(
                StatusCodes.Status503ServiceUnavailable, ProblemTypes.Busy,
                $"There are {parts.Options.Limits.EventStreams} streams of events already.")
            { RetryAfter = 30 };
        }

        try
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await SendAsync(context, AfterOf(context.Request), ends.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; whoever listens comes again with the number it had last.
        }
        finally
        {
            Interlocked.Decrement(ref streams);
        }
    }

    private long AfterOf(HttpRequest request)
    {
        var last = request.Headers["Last-Event-ID"].ToString();
        if (last.Length == 0)
            return QueryValues.Number(request, "after", 0, long.MaxValue) ?? parts.Store.Count().LastEvent;
        return long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? after
            : throw new ProblemException(
                StatusCodes.Status400BadRequest, ProblemTypes.BadRequest, "Last-Event-ID is no number of an event.");
    }

    private async Task SendAsync(HttpContext context, long after, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var body = context.Response.Body;
        // Some clients take no stream for open before its first bytes.
        await body.WriteAsync("retry: 2000\n\n"u8.ToArray(), cancellationToken);
        await body.FlushAsync(cancellationToken);
        while (true)
        {
            var events = parts.Store.ReadEvents(after, AtOnce);
            if (events.Count == 0)
            {
                if (!await WaitAsync(after, cancellationToken))
                    await body.WriteAsync(":\n\n"u8.ToArray(), cancellationToken);
            }
            else
            {
                await body.WriteAsync(TextOf(events), cancellationToken);
                after = events[^1].Number;
            }

            await body.FlushAsync(cancellationToken);
        }
    }

    private async Task<bool> WaitAsync(long after, CancellationToken cancellationToken)
    {
        using var tired = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        tired.CancelAfter(Heartbeat);
        try
        {
            await parts.Index.WaitForEventsAsync(after, tired.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private ReadOnlyMemory<byte> TextOf(IReadOnlyList<LiveEvent> events)
    {
        var text = new ArrayBufferWriter<byte>(1 << 12);
        foreach (var (happened, article) in ArticleJson.WithArticles(parts.Store, events))
        {
            text.Write(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                    $"id: {happened.Number}\nevent: {ArticleJson.WordOf(happened.Kind)}\ndata: ")));
            text.Write(JsonAnswer.Bytes(json => ArticleJson.Write(json, happened, article)).WrittenSpan);
            text.Write("\n\n"u8);
        }

        return text.WrittenMemory;
    }
}
