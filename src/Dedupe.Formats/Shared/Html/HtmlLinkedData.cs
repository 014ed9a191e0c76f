using System.Text.Json;

namespace Dedupe.Formats.Shared.Html;

/// <summary>What the JSON-LD of a page says about the article on it; each null when it does not.</summary>
/// <param name="Headline">The headline.</param>
/// <param name="Publisher">The outlet.</param>
/// <param name="Date">When it was published.</param>
/// <param name="Url">Its address.</param>
/// <param name="Body">Its text.</param>
internal sealed record HtmlLinkedData(string? Headline, string? Publisher, string? Date, string? Url, string? Body)
{
    private static readonly HtmlLinkedData Nothing = new(null, null, null, null, null);

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 32,
    };

    /// <summary>The first article of some blocks of JSON-LD; blocks that are no JSON say nothing.</summary>
    public static HtmlLinkedData Of(List<string> blocks)
    {
        foreach (string block in blocks)
        {
            try
            {
                using var document = JsonDocument.Parse(block.AsMemory().Trim(), Options);
                if (Find(document.RootElement) is { } found)
                    return found;
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                // Pages are full of what is nearly JSON, or has half a surrogate pair.
            }
        }

        return Nothing;
    }

    // Depth is bounded by that of the parser.
    private static HtmlLinkedData? Find(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                if (Find(item) is { } found)
                    return found;
            }

            return null;
        }

        if (element.ValueKind != JsonValueKind.Object)
            return null;
        if (element.TryGetProperty("@type", out var type) && IsArticle(type))
        {
            return new HtmlLinkedData(
                Text(element, "headline") ?? Text(element, "name"), PublisherOf(element),
                Text(element, "datePublished") ?? Text(element, "dateCreated"), Text(element, "url"),
                Text(element, "articleBody"));
        }

        return element.TryGetProperty("@graph", out var graph) ? Find(graph)
            : element.TryGetProperty("mainEntity", out var main) ? Find(main)
            : null;
    }

    private static bool IsArticle(JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.Array)
            return type.EnumerateArray().Any(static item => IsArticle(item));
        return type.ValueKind == JsonValueKind.String && type.GetString() is { } name
            && (name.EndsWith("Article", StringComparison.Ordinal) || name.EndsWith("Posting", StringComparison.Ordinal)
                || name == "Report");
    }

    private static string? PublisherOf(JsonElement article)
    {
        if (!article.TryGetProperty("publisher", out var publisher))
            return null;
        if (publisher.ValueKind == JsonValueKind.Array && publisher.GetArrayLength() > 0)
            publisher = publisher[0];
        return publisher.ValueKind == JsonValueKind.Object ? Text(publisher, "name") : null;
    }

    // Whoever fills these in often escapes them twice.
    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text
            ? System.Net.WebUtility.HtmlDecode(text)
            : null;
}
