using AngleSharp.Html.Parser.Tokens.Struct;

namespace Dedupe.Formats.Shared.Html;

/// <summary>What a page says about itself in tags that are no text.</summary>
internal sealed class HtmlFacts
{
    // Values and blocks of JSON-LD that are kept; a page has a few dozen at most.
    private const int Most = 500;

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The title element.</summary>
    public string? Title { get; set; }

    /// <summary>Its blocks of JSON-LD.</summary>
    public List<string> Data { get; } = [];

    /// <summary>The first time that stands in the page by itself.</summary>
    public string? Time { get; private set; }

    /// <summary>The first value of the first name that has one.</summary>
    public string? FirstOf(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (values.TryGetValue(name, out string? value))
                return value;
        }

        return null;
    }

    /// <summary>Whether a script is JSON-LD.</summary>
    public static bool IsData(ref StructHtmlToken token) =>
        token.GetAttribute("type").Memory.Span.Contains("ld+json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes note of a tag, if it says something.</summary>
    public void TakeTag(ref StructHtmlToken token)
    {
        if (token.Attributes.Count == 0)
            return;
        switch (token.Name.Memory.Span)
        {
            case "meta":
                string value = Value(ref token, "content");
                Add(Value(ref token, "property"), value);
                Add(Value(ref token, "name"), value);
                Add(Value(ref token, "itemprop"), value);
                break;
            case "link":
                if (Value(ref token, "rel").Equals("canonical", StringComparison.OrdinalIgnoreCase))
                    Add("canonical", Value(ref token, "href"));
                break;
            case "time":
                string time = Value(ref token, "datetime");
                Time ??= time.Length == 0 ? null : time;
                Add(Value(ref token, "itemprop"), time);
                break;
            default:
                break;
        }
    }

    private static string Value(ref StructHtmlToken token, string name) => token.GetAttribute(name).ToString().Trim();

    private void Add(string name, string value)
    {
        if (name.Length > 0 && value.Length > 0 && values.Count < Most)
            values.TryAdd(name, value);
    }
}
