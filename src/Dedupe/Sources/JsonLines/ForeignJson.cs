using System.Text.Json;

namespace Dedupe.Sources.JsonLines;

/// <summary>
/// Tells settings of programs, such as a <c>package.json</c>, from documents. An object whose fields are only called
/// something else has a text in it, and is no such file: people want to be told of a wrong name.
/// </summary>
internal static class ForeignJson
{
    // The description of a package has fewer.
    private const int BytesOfText = 200;

    /// <summary>
    /// Whether a file is one object without the field of the id, that of the text, and any string that may be a text.
    /// Comments, as settings have them, are no fault.
    /// </summary>
    public static bool Is(ReadOnlySpan<byte> file, SourceOptions options)
    {
        string id = LastOf(options.IdField);
        string text = LastOf(options.TextField);
        var json = new Utf8JsonReader(
            file, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return false;
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && (json.ValueTextEquals(id)
                    || json.ValueTextEquals(text)))
                    return false;
                if (json.TokenType == JsonTokenType.String && json.ValueSpan.Length >= BytesOfText)
                    return false;
            }

            return true;
        }
        catch (JsonException)
        {
            // Damage, or more objects behind the first: what it was, reading tells.
            return false;
        }
    }

    // doc.body: the field may stand inside another.
    private static string LastOf(string field) => field[(field.LastIndexOf('.') + 1)..];
}
