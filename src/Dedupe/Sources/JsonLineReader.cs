using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Dedupe.Kernels;

namespace Dedupe.Sources;

/// <summary>
/// Reads lines that are one JSON object each: the common kind with <see cref="FlatLineReader"/>, any other with the reader of .NET, whose
/// judgement both share. Strings are unescaped to buffers that are used again for the next line, so that nothing is allocated for a document.
/// </summary>
/// <param name="fields">The fields that matter.</param>
/// <param name="strings">Reads the strings of the common kind; null leaves every line to the reader of .NET.</param>
internal sealed class JsonLineReader(JsonFields fields, StringScanner? strings) : IDisposable
{
    private readonly FlatLineReader? flat = strings is null ? null : new FlatLineReader(fields, strings);
    private JsonValues values;
    private byte[] scratch = [];
    private int scratchUsed;

    /// <summary>Reads one line without its line end; a blank one is passed over.</summary>
    public void Read(ReadOnlyMemory<byte> line, Origin origin, IDocumentSink sink, TextPlace place = default)
    {
        if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
            return;
        var document = default(Document);
        Rejection? problem;
        try
        {
            problem = flat is not null && flat.TryRead(line, out values) ? null : Parse(line, origin);
            problem ??= Make(origin, place, out document);
        }
        catch (JsonException exception)
        {
            problem = new Rejection(origin, RejectionReason.BadJson, Describe(exception));
        }

        if (problem is null)
            sink.Accept(document, origin);
        else
            sink.Reject(problem);
    }

    // Fills the values. The whole line is read even after a problem: broken JSON is the first thing to tell.
    private Rejection? Parse(ReadOnlyMemory<byte> line, Origin origin)
    {
        values = default;
        scratchUsed = 0;
        var reader = new Utf8JsonReader(line.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return new Rejection(origin, RejectionReason.BadJson, "The line is not a JSON object.");

        Rejection? problem = null;
        int seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int parts = fields.Match(ref reader);
            reader.Read();
            if (parts == 0)
            {
                reader.Skip();
                continue;
            }

            string name = fields.Name(int.TrailingZeroCount(parts));
            if ((seen & parts) != 0)
                problem ??= new Rejection(origin, RejectionReason.DuplicateKey, $"The field \"{name}\" stands twice.");
            seen |= parts;
            if (!TryTake(ref reader, line, out var value))
                problem ??= BadEncoding(ref reader, origin, name);
            values.Set(parts, value);
            reader.Skip();
        }

        // Throws when anything follows the object.
        reader.Read();
        return problem;
    }

    private bool TryTake(ref Utf8JsonReader reader, ReadOnlyMemory<byte> line, out JsonValue value)
    {
        value = default;
        if (reader.TokenType == JsonTokenType.Number)
        {
            value = new JsonValue(false, true, line.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length));
            return true;
        }

        if (reader.TokenType != JsonTokenType.String)
            return true;
        if (!Utf8.IsValid(reader.ValueSpan))
            return false;
        if (!reader.ValueIsEscaped)
        {
            // The token starts at the quotation mark.
            value = new JsonValue(true, false, line.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length));
            return true;
        }

        // All strings of a line together are shorter than the line.
        if (scratch.Length < line.Length)
        {
            ArrayPool<byte>.Shared.Return(scratch);
            scratch = ArrayPool<byte>.Shared.Rent(line.Length);
        }

        try
        {
            int length = reader.CopyString(scratch.AsSpan(scratchUsed));
            value = new JsonValue(true, false, scratch.AsMemory(scratchUsed, length));
            scratchUsed += length;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private Rejection? Make(Origin origin, TextPlace place, out Document document)
    {
        document = default;
        var id = values[JsonFields.Id];
        if (id.Bytes.IsEmpty)
        {
            return new Rejection(
                origin, RejectionReason.MissingId,
                $"There is no field \"{fields.Name(JsonFields.Id)}\" with a string or number; --id-field names another.");
        }

        var text = values[JsonFields.Text];
        if (!text.IsString)
        {
            return new Rejection(
                origin, RejectionReason.MissingText, $"There is no field \"{fields.Name(JsonFields.Text)}\" with a string; --text-field names another.");
        }

        var date = values[JsonFields.Date];
        document = TextRules.WithTitleForText(new Document(id.Bytes, text.Bytes)
        {
            Title = values[JsonFields.Title].String,
            Source = values[JsonFields.Source].String,
            Place = place,
            Date = date.IsNumber ? DateParser.ParseUnixSeconds(date.Bytes.Span) : DateParser.Parse(date.Bytes.Span),
        });
        return TextRules.IsBlank(document.Text.Span) ? new Rejection(origin, RejectionReason.Empty) : null;
    }

    private static Rejection BadEncoding(ref Utf8JsonReader reader, Origin origin, string name)
    {
        int invalid = TextRules.FirstInvalid(reader.ValueSpan);
        string detail = invalid < reader.ValueSpan.Length
            ? $"The field \"{name}\" is not valid UTF-8 at byte {reader.TokenStartIndex + 1 + invalid} of the line."
            : $"The field \"{name}\" has a lone surrogate.";
        return new Rejection(origin, RejectionReason.BadEncoding, detail);
    }

    // The reader's own words, without its line number: to it every line is the first.
    private static string Describe(JsonException exception)
    {
        int end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string words = end < 0 ? exception.Message : exception.Message[..end];
        return $"{words} At byte {exception.BytePositionInLine} of the line.";
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (scratch.Length > 0)
            ArrayPool<byte>.Shared.Return(scratch);
        scratch = [];
        flat?.Dispose();
    }
}
