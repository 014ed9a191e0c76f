using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Dedupe.Sources;
using Dedupe.Sources.Framing;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>
/// Reads the items of a body with the readers of files, so that what is a document in a file is one here. Safe from any
/// thread.
/// </summary>
internal sealed class ItemReader(SourceOptions options, ServeLimits limits)
{
    /// <summary>Bytes of the largest item whose reader or comparer is kept for the next: what was made for a larger
    /// one is not kept for small ones.</summary>
    public const int MostKept = 1 << 20;

    private readonly ReadingRules rules = new(options);
    private readonly InputFormat linesFormat = options.Formats.Find("json-lines")!;
    private readonly ConcurrentBag<DocumentReader> readers = [];

    /// <summary>Reads them.</summary>
    /// <param name="body">The body, unpacked.</param>
    /// <param name="request">Its content type, and <c>id</c> and <c>source</c> of its query.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ProblemException">It is none of the formats, cut short, or too large.</exception>
    public async Task<ReadItems> ReadAsync(
        ReadOnlyMemory<byte> body, HttpRequest request, CancellationToken cancellationToken)
    {
        var sink = new ItemSink(limits, Encoding.UTF8.GetBytes(request.Query["source"].ToString()));
        var format = FormatOf(body.Span, request.ContentType);
        if (format == ContentKinds.JsonLines)
        {
            ReadLines(body, sink);
            return new ReadItems(sink.Items, IsOne: false);
        }

        if (format == ContentKinds.Json)
            return new ReadItems(sink.Items, ReadJson(body, sink));
        await ReadFileAsync(body, format, request, sink, cancellationToken);
        return new ReadItems(sink.Items, IsOne: false);
    }

    private string FormatOf(ReadOnlySpan<byte> body, string? contentType)
    {
        var kind = ContentKinds.FormatOf(contentType);
        if (kind is not (null or ContentKinds.Any or ContentKinds.Json))
            return kind;
        var start = body[..Math.Min(body.Length, InputFormats.StartBytes)];
        var found = kind is null ? null : options.Formats.Recognised(start, named: null, isOpen: true)?.Name;
        if (found is not (null or ContentKinds.JsonLines))
            return found;
        return kind == ContentKinds.Json || body.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..]
            ? ContentKinds.Json
            : throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType, ProblemTypes.Unsupported,
                "The content type stands for no format that is read here; JSON is application/json.");
    }

    // Returns whether it is one object.
    private bool ReadJson(ReadOnlyMemory<byte> body, ItemSink sink)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Span);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var from = (int)reader.TokenStartIndex;
                    reader.Skip();
                    ReadObject(body[from..(int)reader.BytesConsumed], sink.Items.Count + 1, sink);
                }

                reader.Read();
                return false;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var rest = body[(int)reader.BytesConsumed..];
            if (rest.Span.IndexOfAnyExcept(" \t\r\n"u8) >= 0)
            {
                ReadLines(body, sink);
                return false;
            }

            ReadObject(body[start..(int)reader.BytesConsumed], 1, sink);
            return true;
        }
        catch (JsonException fault)
        {
            throw NoJson(fault.Message);
        }
    }

    private void ReadLines(ReadOnlyMemory<byte> body, ItemSink sink)
    {
        var rest = body;
        for (long number = 1; !rest.IsEmpty; number++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            var before = sink.Items.Count;
            ReadObject(line, number, sink);
            // Who cuts a body short mostly cuts it within a line.
            if (end < 0 && sink.Items.Count > before && sink.Items[^1].Rejection?.Reason == RejectionReason.BadJson)
                throw NoJson($"The last line, {number}, is no JSON and has no line end.");
        }
    }

    private void ReadObject(ReadOnlyMemory<byte> item, long number, ItemSink sink)
    {
        var origin = new Origin("", number);
        if (!EmbargoField.TryRead(item.Span, out var embargo))
        {
            sink.Reject(
                new Rejection(origin, RejectionReason.BadJson, "The field \"embargo\" is no date with a time."));
            return;
        }

        sink.EmbargoedUntil = embargo;
        if (!readers.TryTake(out var reader))
            reader = linesFormat.CreateReader(rules);
        // An object on several lines is the same on one: between strings a line end is a blank, and within them there
        // is none.
        if (item.Span.Contains((byte)'\n'))
            item = OnOneLine(item.Span);
        reader.Read(
            item, new Segment("", linesFormat, number, 0, item.Length), MarkupSink.For(linesFormat, options, sink));
        sink.EmbargoedUntil = null;
        if (item.Length <= MostKept)
            readers.Add(reader);
        else
            reader.Dispose();
    }

    private static byte[] OnOneLine(ReadOnlySpan<byte> item)
    {
        var line = item.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        return line;
    }

    private async Task ReadFileAsync(
        ReadOnlyMemory<byte> body, string format, HttpRequest request, ItemSink sink,
            CancellationToken cancellationToken)
    {
        if (options.Formats.Find(format) is { IsOneDocument: true })
        {
            var id = request.Query["id"].ToString();
            sink.Id = id.Length > 0 ? Encoding.UTF8.GetBytes(id) : throw new ProblemException(
                StatusCodes.Status400BadRequest, ProblemTypes.BadRequest,
                $"A body of {format} is one document without an id: give it one with ?id=.")
            { Taken = 0 };
        }

        var file = new FileSource(
            [FileSource.StandardInput], options with { StandardInputFormat = format },
            new SourceEnvironment { OpenStandardInput = () => new MemoryStream(body.ToArray(), writable: false) });
        await foreach (var batch in file.ReadAsync(cancellationToken))
        {
            using (batch)
                batch.Read(sink);
        }

        // What is damaged or cut is told as an item that is none; of files it costs the rest, of bodies all.
        foreach (var item in sink.Items)
        {
            if (item.Rejection is { Reason: RejectionReason.Truncated or RejectionReason.Corrupt } fault)
                throw new ProblemException(
                    StatusCodes.Status400BadRequest, ProblemTypes.CutShort, fault.Detail ?? "The body is damaged.")
                { Taken = 0 };
        }
    }

    private static ProblemException NoJson(string detail) => new(
        StatusCodes.Status400BadRequest, ProblemTypes.CutShort, $"The body is no whole JSON: {detail}")
    { Taken = 0 };
}
