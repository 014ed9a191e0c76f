using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Dedupe.Kernels;

namespace Dedupe.Sources.JsonLines;

/// <summary>
/// Reads lines that are one JSON object each: the common kind with <see cref="FlatLineReader"/>, any other with the
/// reader of .NET, whose judgement both share. Strings are unescaped to buffers that are used again for the next line,
/// so that nothing is allocated for a document. A line that is not valid UTF-8 is decoded first, as a whole: see
/// <see cref="TextDecoder"/>.
/// </summary>
/// <param name="fields">The fields that matter.</param>
/// <param name="strings">Reads the strings of the common kind; null leaves every line to the reader of .NET.</param>
internal sealed class JsonLineReader(RecordFields fields, StringScanner? strings) : IDisposable
{
    private readonly FlatLineReader? flat = strings is null ? null : new FlatLineReader(fields, strings);
    private readonly JsonRecord record = new(fields);
    private readonly TextDecoder decoder = new(fields.Encoding);
    private JsonValues values;
    private byte[] scratch = [];
    private int scratchUsed;
    private int seen; // parts whose field was met
    private int nestedSeen; // parts whose field was met inside another

    /// <summary>Reads one line without its line end; a blank one is passed over.</summary>
    /// <param name="line">The line. A byte-order mark before it is passed over: files that have one were put one behind
    /// the other.</param>
    /// <param name="origin">Where it stands.</param>
    /// <param name="sink">Gets the document, or word of what is wrong.</param>
    /// <param name="place">Where it can be read again.</param>
    /// <param name="codePage">The code page that the file was decoded from already; 0 when these are its own
    /// bytes.</param>
    public void Read(
        ReadOnlyMemory<byte> line, Origin origin, IDocumentSink sink, TextPlace place = default, int codePage = 0)
    {
        while (line.Span.StartsWith("\uFEFF"u8))
            line = line[3..];
        if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
            return;
        Document document = default;
        var problem = codePage == 0 && decoder.Always
            ? new Rejection(origin, RejectionReason.BadEncoding)
            : TryRead(line, origin, out document);
        if (problem is { Reason: RejectionReason.BadEncoding or RejectionReason.BadJson }
            && codePage == 0
            && decoder.Concerns(line.Span))
        {
            if (decoder.TryDecode(line.Span) is { } why)
                problem =
                    problem with { Reason = RejectionReason.BadEncoding, Detail = $"{problem.Detail} {why}".Trim() };
            else
                problem = TryRead(decoder.Decoded, origin, out document);
            (codePage, place) = (decoder.CodePage, default);
        }

        if (problem is null)
            sink.Accept(document with { Place = place, CodePage = codePage }, origin);
        else
            sink.Reject(problem);
    }

    private Rejection? TryRead(ReadOnlyMemory<byte> line, Origin origin, out Document document)
    {
        document = default;
        try
        {
            var problem = flat is not null && flat.TryRead(line, out values) ? null : Parse(line, origin);
            return problem ?? record.Make(line.Span, values, origin, out document);
        }
        catch (JsonException exception)
        {
            return new Rejection(origin, RejectionReason.BadJson, Describe(exception));
        }
    }

    // Fills the values. The whole line is read even after a problem: broken JSON is the first thing to tell.
    private Rejection? Parse(ReadOnlyMemory<byte> line, Origin origin)
    {
        values = default;
        scratchUsed = 0;
        // Most of what is no JSON begins with something else; to find out by an exception takes a hundred times as
        // long.
        int start = line.Span.IndexOfAnyExcept(" \t\r"u8);
        if (line.Span[start] != '{')
            return new Rejection(
                origin, RejectionReason.BadJson,
                $"The line is not a JSON object: it begins otherwise at byte {start}.");
        var reader = new Utf8JsonReader(line.Span);
        reader.Read();

        seen = nestedSeen = 0;
        var problem = TakeFields(ref reader, line, origin);
        // Throws when anything follows the object.
        reader.Read();
        return problem;
    }

    // Takes the properties of the object.
    private Rejection? TakeFields(ref Utf8JsonReader reader, ReadOnlyMemory<byte> line, Origin origin)
    {
        Rejection? problem = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int parts = fields.Match(ref reader);
            int deeper = 0;
            if (fields.Nested != 0)
                fields.MatchNested(ref reader, 0, fields.Nested, out deeper);
            reader.Read();
            if (parts != 0)
                problem = Take(ref reader, line, origin, parts, ref seen, problem);
            else if (deeper != 0 && reader.TokenType == JsonTokenType.StartObject)
                problem = TakeNested(ref reader, line, origin, 1, deeper, problem);
            else
                reader.Skip();
        }

        return problem;
    }

    // Takes the properties of an object inside others. A field that bears the whole name itself goes before.
    private Rejection? TakeNested(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> line, Origin origin, int depth, int within, Rejection? problem)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int parts = fields.MatchNested(ref reader, depth, within, out int deeper) & ~seen;
            reader.Read();
            if (parts != 0)
                problem = Take(ref reader, line, origin, parts, ref nestedSeen, problem);
            else if (deeper != 0 && reader.TokenType == JsonTokenType.StartObject)
                problem = TakeNested(ref reader, line, origin, depth + 1, deeper, problem);
            else
                reader.Skip();
        }

        return problem;
    }

    private Rejection? Take(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> line, Origin origin, int parts, ref int known,
        Rejection? problem)
    {
        bool isDecisive = (parts & RecordFields.Decisive) != 0;
        string name = fields.Name(int.TrailingZeroCount(parts));
        if ((known & parts & RecordFields.Decisive) != 0)
            problem ??= new Rejection(origin, RejectionReason.DuplicateKey, $"The field \"{name}\" stands twice.");
        known |= parts;
        if (!TryTake(ref reader, line, out var value) && isDecisive)
            problem ??= BadEncoding(ref reader, origin, name);
        if (value.Kind == JsonKind.Array && (parts & (1 << RecordFields.Text)) != 0 && !TryJoin(line, ref value))
            problem ??= new Rejection(
                origin, RejectionReason.BadEncoding, $"A string in the field \"{name}\" is not valid text.");
        values.Set(parts, value);
        return problem;
    }

    // Takes the value at hand, to its end.
    private bool TryTake(ref Utf8JsonReader reader, ReadOnlyMemory<byte> line, out JsonValue value)
    {
        int start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.String)
            return TryTakeString(ref reader, line, out value);
        var kind = reader.TokenType switch
        {
            JsonTokenType.Number => JsonKind.Number,
            JsonTokenType.Null => JsonKind.Null,
            JsonTokenType.StartObject => JsonKind.Object,
            JsonTokenType.StartArray => JsonKind.Array,
            _ => JsonKind.Boolean,
        };
        reader.Skip();
        value = new JsonValue(kind, line[start..(int)reader.BytesConsumed]);
        return true;
    }

    // A list of strings is a text of paragraphs; any other list stays one.
    private bool TryJoin(ReadOnlyMemory<byte> line, ref JsonValue list)
    {
        MakeRoom(line.Length);
        int start = scratchUsed;
        var reader = new Utf8JsonReader(list.Bytes.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            // Shorter than what stands between two strings.
            if (scratchUsed > start)
                "\n\n"u8.CopyTo(scratch.AsSpan(scratchUsed));
            int from = scratchUsed > start ? scratchUsed + 2 : start;
            try
            {
                if (!Utf8.IsValid(reader.ValueSpan))
                    return false;
                scratchUsed = from + reader.CopyString(scratch.AsSpan(from));
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        if (reader.TokenType == JsonTokenType.EndArray)
            list = new JsonValue(JsonKind.String, scratch.AsMemory(start, scratchUsed - start));
        return true;
    }

    // All strings of a line together are shorter than the line.
    private void MakeRoom(int length)
    {
        if (scratch.Length >= length)
            return;
        ArrayPool<byte>.Shared.Return(scratch);
        scratch = ArrayPool<byte>.Shared.Rent(length);
    }

    private bool TryTakeString(ref Utf8JsonReader reader, ReadOnlyMemory<byte> line, out JsonValue value)
    {
        value = default;
        if (!Utf8.IsValid(reader.ValueSpan))
            return false;
        if (!reader.ValueIsEscaped)
        {
            // The token starts at the quotation mark.
            value = new JsonValue(
                JsonKind.String, line.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length));
            return true;
        }

        MakeRoom(line.Length);
        try
        {
            int length = reader.CopyString(scratch.AsSpan(scratchUsed));
            value = new JsonValue(JsonKind.String, scratch.AsMemory(scratchUsed, length));
            scratchUsed += length;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
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
        string line = exception.LineNumber > 0 ? $"line {exception.LineNumber + 1} of the object" : "the line";
        return $"{words} At byte {exception.BytePositionInLine} of {line}.";
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
