using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dedupe.Sources;

namespace Dedupe.Cli.Views;

/// <summary>Shows documents as they are read, for <c>dedupe show</c>, and counts them.</summary>
/// <param name="output">Gets them.</param>
/// <param name="most">How many are shown.</param>
/// <param name="json">Whether as lines of JSON.</param>
/// <param name="width">Columns.</param>
internal sealed class ShownDocuments(TextWriter output, int most, bool json, int width) : IDocumentSink
{
    private const int Margin = 10;
    private const int TextLines = 2;

    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly RejectionLog rejections = new();
    private readonly HashSet<string> files = new(StringComparer.Ordinal);
    private long accepted;

    /// <summary>How many inputs were not accepted.</summary>
    public long Rejected { get; private set; }

    /// <inheritdoc/>
    public void Accept(in Document document, Origin origin)
    {
        files.Add(origin.Source);
        if (accepted++ >= most)
            return;
        if (json)
            output.WriteLine(Printable.Json(Line(document, origin)));
        else
            Show(document, origin);
    }

    /// <inheritdoc/>
    public void Reject(Rejection rejection)
    {
        Rejected += rejection.Count;
        rejections.Add(rejection);
    }

    /// <summary>Tells what was not shown, and what was rejected.</summary>
    public void End(TextWriter messages)
    {
        output.Flush();
        RejectionView.Write(messages, rejections.ToList(files.Contains));
        long more = Math.Max(0, accepted - most);
        messages.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Totals.Count(accepted, "document")}{(more > 0 ? $" ({more:#,0} not shown: --all)" : "")}, " +
                $"{Rejected:#,0} rejected"));
    }

    private void Show(in Document document, Origin origin)
    {
        output.WriteLine($"{Printable.Of(origin.Source)}{(origin.Line > 0 ? $":{origin.Line}" : "")}");
        Field("id", Text(document.Id));
        Field("title", document.TextIsTitle ? "" : Text(document.Title));
        Field("source", Text(document.Source));
        Field("date", document.Date is { } date
            ? DocumentText.Origin(null, date)
            : document.UnreadDate.IsEmpty ? "" : $"not read: {Text(document.UnreadDate)}");
        Field("version", Text(document.Version));
        Field("status", Text(document.Status));
        Field("url", Text(document.Url));
        Field("encoding", document.CodePage == 0 ? "" : TextEncodings.NameOf(document.CodePage));
        Field("text", Beginning(document.Text.Span));
        output.WriteLine();
    }

    private void Field(string name, string value)
    {
        if (value.Length > 0)
            output.WriteLine($"  {name,-Margin}{Printable.Of(value.Trim(), TextLines * (width - Margin - 2))}");
    }

    // White space as one blank.
    private string Beginning(ReadOnlySpan<byte> text)
    {
        int room = TextLines * (width - Margin - 2);
        // Characters have four bytes at most; half a one at the end is left out.
        string start = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * room)]).TrimEnd('\uFFFD');
        string words = string.Join(' ', start.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string length = string.Create(CultureInfo.InvariantCulture, $" … ({text.Length:#,0} bytes)");
        return words.Length + length.Length <= room && text.Length <= 4 * room
            ? words
            : string.Concat(words.AsSpan(0, Math.Min(words.Length, Math.Max(1, room - length.Length))), length);
    }

    private static string Line(in Document document, Origin origin)
    {
        var line = new ArrayBufferWriter<byte>(document.Text.Length + 1024);
        using (var writer = new Utf8JsonWriter(line, Readable))
        {
            writer.WriteStartObject();
            Write(writer, "id", document.Id);
            Write(writer, "title", document.TextIsTitle ? default : document.Title);
            Write(writer, "source", document.Source);
            if (document.Date is { } date)
                writer.WriteString("date", date.UtcDateTime);
            Write(writer, "version", document.Version);
            Write(writer, "status", document.Status);
            Write(writer, "url", document.Url);
            Write(writer, "text", document.Text);
            writer.WriteString("file", origin.Source);
            if (origin.Line > 0)
                writer.WriteNumber("line", origin.Line);
            if (document.CodePage != 0)
                writer.WriteString("encoding", TextEncodings.NameOf(document.CodePage));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, string name, ReadOnlyMemory<byte> value)
    {
        if (!value.IsEmpty)
            writer.WriteString(name, value.Span);
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
