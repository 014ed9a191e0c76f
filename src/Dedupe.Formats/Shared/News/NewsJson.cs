using System.Text.Json;

namespace Dedupe.Formats.Shared.News;

/// <summary>Reads values of JSON by names in which capitals, hyphens and underscores make no difference.</summary>
internal static class NewsJson
{
    /// <summary>The value of the first of some names that has one.</summary>
    /// <param name="item">The object.</param>
    /// <param name="names">Names in small letters without hyphens and underscores, the best first.</param>
    public static JsonElement? Value(JsonElement item, params ReadOnlySpan<string> names)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return null;
        foreach (string name in names)
        {
            foreach (var property in item.EnumerateObject())
            {
                if (Is(property.Name, name)
                    && property.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
                    return property.Value;
            }
        }

        return null;
    }

    /// <summary>A text or a number; the name in an object; the first of a list. Null when there is none.</summary>
    public static string? Text(JsonElement item, params ReadOnlySpan<string> names) =>
        Value(item, names) is { } value ? TextOf(value) : null;

    /// <summary>The same of a value.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Object => Value(value, "name", "literal", "value", "code") is { } name
            && name.ValueKind is JsonValueKind.String or JsonValueKind.Number ? TextOf(name) : null,
        JsonValueKind.Array => value.EnumerateArray().Select(static part =>
            part.ValueKind == JsonValueKind.Array
                ? null
                : TextOf(part)).FirstOrDefault(static text => text is not null),
        _ => null,
    };

    private static bool Is(string name, string wanted)
    {
        int at = 0;
        foreach (char letter in name)
        {
            if (letter is '_' or '-')
                continue;
            if (at == wanted.Length || char.ToLowerInvariant(letter) != wanted[at++])
                return false;
        }

        return at == wanted.Length;
    }
}
