using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dedupe.Benchmarks.Peers;

/// <summary>An article as it comes: a line of JSON.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">Its text, without the headline.</param>
/// <param name="Line">The line.</param>
/// <param name="Document">The same for the library.</param>
internal sealed record PeerArticle(string Id, string Text, string Line, Document Document)
{
    // Letters as they are, not as escapes that take three times the bytes.
    private static readonly JsonWriterOptions Plain =
        new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a file that <see cref="Write"/> made.</summary>
    public static List<PeerArticle> Read(string file) => [.. File.ReadLines(file).Select(Of)];

    /// <summary>Writes documents as lines, in the order that they have.</summary>
    public static void Write(IEnumerable<Document> documents, string file)
    {
        using var output = new FileStream(file, FileMode.Create);
        using var json = new Utf8JsonWriter(output, Plain);
        foreach (var document in documents)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, document.Id.Span);
            json.WriteString("title"u8, document.Title.Span);
            json.WriteString("source"u8, document.Source.Span);
            if (document.Date is { } date)
                json.WriteString(
                    "date"u8, date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("text"u8, document.Text.Span);
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            output.WriteByte((byte)'\n');
        }
    }

    private static PeerArticle Of(string line)
    {
        using var json = JsonDocument.Parse(line);
        var (id, text) = (Get("id")!, Get("text") ?? "");
        DateTimeOffset? date = Get("date") is { } told
            ? DateTimeOffset.Parse(told, CultureInfo.InvariantCulture)
            : null;
        return new PeerArticle(id, text, line, new Document(id, text, Get("title"), Get("source"), date));

        string? Get(string name) =>
            json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
