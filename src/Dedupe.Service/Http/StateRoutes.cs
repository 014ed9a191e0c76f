using System.Text;
using System.Text.Json;
using Dedupe.Live;
using Dedupe.Service.Metrics;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>How the service is: counts, health, metrics; and settling.</summary>
internal sealed class StateRoutes(ServiceParts parts, PrometheusPage metrics)
{
    private static readonly TimeSpan ReadyTime = TimeSpan.FromSeconds(2);

    private readonly Lock looking = new();
    private Task<LiveStatus>? look;

    /// <summary><c>POST /v1/settle</c>: makes clusters those of the batch, now.</summary>
    public async Task SettleAsync(HttpContext context)
    {
        var done = await parts.Index.SettleAsync(context.RequestAborted);
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("articles"u8, done.Articles);
            json.WriteNumber("clusters"u8, done.Clusters);
            json.WriteNumber("changes"u8, done.Changes);
            json.WriteNumber("seconds"u8, Math.Round(done.Took.TotalSeconds, 3));
            json.WriteEndObject();
        });
    }

    /// <summary><c>GET /v1/stats</c>.</summary>
    public Task ShowAsync(HttpContext context)
    {
        var status = parts.Index.Status;
        return JsonAnswer.WriteAsync(context, json => Write(json, status));
    }

    /// <summary><c>GET /health/live</c>: the process answers.</summary>
    public static Task LiveAsync(HttpContext context) => HealthAsync(context, "live", 200);

    /// <summary><c>GET /health/ready</c>: the store answers, just now, and the index finds all that is in it.</summary>
    public async Task ReadyAsync(HttpContext context)
    {
        try
        {
            var status = await LookAsync().WaitAsync(ReadyTime, context.RequestAborted);
            var isReady = status.Missing == 0;
            await HealthAsync(
                context, isReady ? "ready" : "index is being made", isReady ? 200 : 503, status.Fault is not null);
        }
        catch (Exception error) when (error is TimeoutException or LiveStoreException)
        {
            await HealthAsync(context, "the store does not answer", 503);
        }
    }

    /// <summary><c>GET /metrics</c>: for Prometheus.</summary>
    public Task MetricsAsync(HttpContext context) => JsonAnswer.WriteAsync(
        context, Encoding.UTF8.GetBytes(metrics.Write()), 200, "text/plain; version=0.0.4; charset=utf-8");

    private static void Write(Utf8JsonWriter json, LiveStatus status)
    {
        json.WriteStartObject();
        json.WriteNumber("articles"u8, status.Counts.Articles);
        json.WriteNumber("lastArticle"u8, status.Counts.LastArticle);
        json.WriteNumber("clusters"u8, status.Counts.Clusters);
        json.WriteNumber("lastEvent"u8, status.Counts.LastEvent);
        json.WriteNumber("indexed"u8, status.Indexed);
        json.WriteNumber("missing"u8, status.Missing);
        json.WriteNumber("segments"u8, status.Segments);
        json.WriteNumber("segmentBytes"u8, status.SegmentBytes);
        json.WriteNumber("tail"u8, status.Tail);
        json.WriteNumber("unsettled"u8, status.Unsettled);
        json.Time("settledAt"u8, status.SettledAt);
        json.Text("fault"u8, status.Fault);
        json.WriteStartArray("archives"u8);
        foreach (var archive in status.Archives)
            json.WriteStringValue(archive);
        json.WriteEndArray();
        json.WriteString("version"u8, ProgramVersion.Text);
        json.WriteEndObject();
    }

    // One look for all who ask meanwhile: a store that is away keeps one thread waiting, not many.
    private Task<LiveStatus> LookAsync()
    {
        lock (looking)
        {
            if (look is not { IsCompleted: false })
                look = Task.Run(() => parts.Index.Status);
            return look;
        }
    }

    private static Task HealthAsync(HttpContext context, string state, int status, bool isFaulty = false) =>
        JsonAnswer.WriteAsync(
            context,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("status"u8, state);
                if (isFaulty)
                    json.WriteString("fault"u8, "see /v1/stats"); // what it is may say names of files
                json.WriteEndObject();
            },
            status);
}
