using System.Text.Json;
using Dedupe.Live;
using Dedupe.Service.Hooks;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>Webhooks: added, listed, removed; dead letters sent again.</summary>
internal sealed class WebhookRoutes(ServiceParts parts, WebhookBook book, WebhookRunner runner)
{
    private static readonly string[] Kinds = [.. Enum.GetValues<LiveEventKind>().Select(ArticleJson.WordOf)];

    /// <summary><c>GET /v1/webhooks</c>, with their dead letters and without their secrets.</summary>
    public Task ListAsync(HttpContext context)
    {
        var hooks = book.Read();
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("webhooks"u8);
            foreach (var hook in hooks)
            {
                json.WriteStartObject();
                WriteFields(json, hook);
                json.WriteNumber("after"u8, hook.After);
                json.WriteStartArray("dead"u8);
                foreach (var letter in hook.Dead)
                {
                    json.WriteStartObject();
                    json.WriteNumber("event"u8, letter.Event);
                    json.Time("at"u8, letter.At);
                    json.WriteString("why"u8, letter.Why);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary><c>POST /v1/webhooks</c>: adds one; its secret is told this once.</summary>
    public async Task AddAsync(HttpContext context)
    {
        using var body = await parts.Bodies.ReadAsync(context);
        var (url, kinds) = Read(body.Text);
        var hook = book.Add(url, kinds, parts.Store.Count().LastEvent) ?? throw Bad(
            $"There are {WebhookBook.Most} webhooks already.");
        await JsonAnswer.WriteAsync(
            context,
            json =>
            {
                json.WriteStartObject();
                WriteFields(json, hook);
                json.WriteString("secret"u8, "whsec_" + hook.Secret);
                json.WriteEndObject();
            },
            StatusCodes.Status201Created);
    }

    /// <summary><c>DELETE /v1/webhooks/{id}</c>.</summary>
    public Task RemoveAsync(HttpContext context)
    {
        if (!book.Remove(IdOf(context)))
            throw NotFound();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary><c>POST /v1/webhooks/{id}/resend</c>: sends its dead letters again.</summary>
    public async Task ResendAsync(HttpContext context)
    {
        var (sent, dead) = await runner.ResendAsync(IdOf(context), context.RequestAborted) ?? throw NotFound();
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("sent"u8, sent);
            json.WriteNumber("dead"u8, dead);
            json.WriteEndObject();
        });
    }

    private static void WriteFields(Utf8JsonWriter json, Webhook hook)
    {
        json.WriteString("id"u8, hook.Id);
        json.WriteString("url"u8, hook.Url);
        json.WriteStartArray("kinds"u8);
        foreach (var kind in hook.Kinds)
            json.WriteStringValue(kind);
        json.WriteEndArray();
        json.Time("created"u8, hook.CreatedAt);
    }

    private static (string Url, IReadOnlyList<string> Kinds) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var url = json.RootElement.GetProperty("url").GetString();
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)
                || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
                || uri.UserInfo.Length > 0)
                throw Bad("\"url\" is no address of http or https.");
            string[] kinds = json.RootElement.TryGetProperty("kinds", out var list)
                ? [.. list.EnumerateArray().Select(static kind => kind.GetString() ?? "")]
                : [];
            return Array.Find(kinds, static kind => !Kinds.Contains(kind)) is { } unknown
                ? throw Bad($"There is no kind of event \"{Shortened.Of(unknown, 40)}\": {string.Join(", ", Kinds)}.")
                : (uri.AbsoluteUri, kinds);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw Bad("The body is no object with \"url\" and, if wanted, \"kinds\".");
        }
    }

    private static string IdOf(HttpContext context) => context.Request.RouteValues["id"] as string ?? "";

    private static ProblemException NotFound() =>
        new(StatusCodes.Status404NotFound, ProblemTypes.NotFound, "There is no such webhook.");

    private static ProblemException Bad(string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemTypes.BadRequest, detail);
}
