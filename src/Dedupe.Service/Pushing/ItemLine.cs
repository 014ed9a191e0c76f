using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dedupe.Service.Pushing;

/// <summary>Writes items as servers read them: one JSON object a line.</summary>
internal static class ItemLine
{
    private static readonly JsonWriterOptions Plain = new()
    {
        // The body of a request is shown in no page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes items, a line each.</summary>
    public static void Write(IBufferWriter<byte> output, IEnumerable<OutgoingItem> items)
    {
        using var json = new Utf8JsonWriter(output, Plain);
        foreach (var item in items)
        {
            Write(json, item.Document);
            json.Flush();
            output.Write("\n"u8);
            json.Reset();
        }
    }

    private static void Write(Utf8JsonWriter json, in Document document)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, document.Id.Span);
        // A headline that stands for a text is a headline there too.
        json.WriteString("text"u8, document.TextIsTitle ? default : document.Text.Span);
        Put(json, "title"u8, document.Title);
        Put(json, "source"u8, document.Source);
        Put(json, "version"u8, document.Version);
        Put(json, "status"u8, document.Status);
        Put(json, "url"u8, document.Url);
        if (document.EmbargoedUntil is { } until)
            json.WriteString("embargo"u8, until);
        if (document.Date is { } date)
            json.WriteString("date"u8, date);
        else
            Put(json, "date"u8, document.UnreadDate);
        json.WriteEndObject();
    }

    private static void Put(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlyMemory<byte> text)
    {
        if (!text.IsEmpty)
            json.WriteString(name, text.Span);
    }
}
