using System.Text.Json;
using Dedupe.Formats.Shared.News;

namespace Dedupe.Formats.Ninjs;

/// <summary>
/// Items of ninjs. Version 1 has <c>body_html</c>, version 2 lists such as <c>bodies</c>, version 3 capitals in names
/// such as <c>versionCreated</c>.
/// </summary>
internal static class NinjsItem
{
    /// <summary>Reads an item.</summary>
    public static NewsItem Read(JsonElement item)
    {
        string? changed = NewsJson.Text(item, "versioncreated", "contentmodified");
        string? kind = NewsJson.Text(item, "type");
        return new NewsItem
        {
            Id = NewsJson.Text(item, "uri", "guid"),
            Version = NewsJson.Text(item, "version"),
            VersionTime = changed,
            FirstTime = NewsJson.Text(item, "firstcreated", "contentcreated") ?? changed,
            Status = Status(item),
            Headline = NewsHtml.Line(
                NewsJson.Text(item, "headline") ?? Main(item, "headlines") ?? NewsJson.Text(item, "title", "name")),
            Body = Body(item),
            Byline = NewsJson.Text(item, "byline", "by", "bylines"),
            Dateline = NewsJson.Text(item, "dateline", "located"),
            Source = NewsJson.Text(item, "source", "provider", "infosource", "infosources", "copyrightholder")
                ?? Rights(item, "copyrightholder"),
            Rights = NewsJson.Text(item, "copyrightnotice", "copyrightholder", "usageterms")
                ?? Rights(item, "copyrightnotice") ?? Rights(item, "usageterms"),
            Embargo = NewsJson.Text(item, "embargoed", "embargoeduntil"),
            Note = NewsJson.Text(item, "ednote", "editorialnote"),
            Url = NewsJson.Text(item, "url", "canonicalurl"),
            Kind = kind is null or "text" ? null : $"of the type {kind}",
        };
    }

    private static IReadOnlyList<string> Body(JsonElement item)
    {
        var body = NewsHtml.Of(NewsJson.Text(item, "bodyxhtml", "bodyhtml"));
        if (body.Count > 0)
            return body;
        body = NewsHtml.OfText(NewsJson.Text(item, "bodytext"));
        if (body.Count > 0 || NewsJson.Value(item, "bodies") is not { ValueKind: JsonValueKind.Array } bodies)
            return body;
        // Text with tags has its paragraphs.
        var parts = bodies.EnumerateArray().Where(static part => part.ValueKind == JsonValueKind.Object).ToList();
        foreach (bool isMarked in (bool[])[true, false])
        {
            foreach (var part in parts)
            {
                string type = NewsJson.Text(part, "contenttype") ?? "";
                bool hasTags = type.Contains("html", StringComparison.OrdinalIgnoreCase)
                    || type.Contains("xml", StringComparison.OrdinalIgnoreCase);
                string? value = NewsJson.Text(part, "value");
                if (hasTags == isMarked
                    && (hasTags ? NewsHtml.Of(value) : NewsHtml.OfText(value)) is { Count: > 0 } found)
                    return found;
            }
        }

        return body;
    }

    // The main one of a list, or the first.
    private static string? Main(JsonElement item, string list)
    {
        if (NewsJson.Value(item, list) is not { ValueKind: JsonValueKind.Array } values)
            return null;
        var parts = values.EnumerateArray().ToList();
        int main = parts.FindIndex(static part => NewsJson.Text(part, "role") is "main" or "headline");
        return parts.Count == 0
            ? null
            : NewsJson.Text(parts[Math.Max(main, 0)], "value") ?? NewsJson.TextOf(parts[Math.Max(main, 0)]);
    }

    private static string? Rights(JsonElement item, string name) =>
        NewsJson.Value(item, "rightsinfo") is not { } rights ? null
        : rights.ValueKind == JsonValueKind.Array
        ? rights.EnumerateArray()
            .Select(part => NewsJson.Text(part, name))
            .FirstOrDefault(static text => text is not null)
        : NewsJson.Text(rights, name);

    // A signal may say more of an item that can be used.
    private static string? Status(JsonElement item)
    {
        string? status = NewsJson.Text(item, "pubstatus");
        return status is null or "usable" && NewsJson.Text(item, "signal", "signals") is { } signal
            && (signal.EndsWith("correction", StringComparison.OrdinalIgnoreCase)
                || signal.EndsWith("update", StringComparison.OrdinalIgnoreCase))
            ? signal
            : status;
    }
}
