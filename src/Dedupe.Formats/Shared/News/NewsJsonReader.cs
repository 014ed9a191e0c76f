using System.Text.Json;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Shared.News;

/// <summary>Reads the items of a file of JSON.</summary>
/// <param name="rules">How they are read.</param>
/// <param name="lists">The names of lists of items.</param>
/// <param name="read">Makes an item of its object; gets the texts around it.</param>
internal sealed class NewsJsonReader(
    ReadingRules rules, string[] lists, Func<JsonElement, IReadOnlyDictionary<string, string>, NewsItem> read)
    : DocumentReader
{
    private readonly TextDecoder decoder = new(rules.Options.Encoding);

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        int codePage = segment.CodePage;
        if (codePage == 0 && Decode(ref bytes, segment.Source, out codePage) is { } rejection)
        {
            sink.Reject(rejection);
            return;
        }

        if (!bytes.Span.ContainsAnyExcept(" \t\r\n"u8))
            return;
        var items = NewsJsonItems.Of(bytes.Span, lists);
        for (int i = 0; i < items.Places.Count; i++)
            Read(bytes, items, i, segment.Source, codePage, sink);
        if (items.Fault is { } fault)
            sink.Reject(new Rejection(
                new Origin(segment.Source, items.Places.Count + 1), fault.Reason,
                $"Item {items.Places.Count + 1}: {fault.Message}"));
    }

    /// <summary>Reads one of the items.</summary>
    public void Read(
        ReadOnlyMemory<byte> bytes, NewsJsonItems items, int number, string source, int codePage, IDocumentSink sink)
    {
        var (start, length) = items.Places[number];
        var origin = new Origin(source, number + 1);
        try
        {
            using var json = JsonDocument.Parse(
                bytes.Slice(start, length), new JsonDocumentOptions { MaxDepth = NewsJsonItems.Deepest });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                sink.Reject(new Rejection(
                    origin, RejectionReason.BadJson, $"{NewsDocument.Named(origin)} is no object."));
            else
                NewsDocument.Pass(
                    read(json.RootElement, items.Around), origin, codePage, rules.Options.MaxDocumentBytes, sink);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // A text with half of a surrogate pair is found when it is read.
            sink.Reject(new Rejection(
                origin, fault is JsonException ? RejectionReason.BadJson : RejectionReason.BadEncoding,
                $"{NewsDocument.Named(origin)}: {fault.Message}"));
        }
    }

    /// <summary>Brings bytes to UTF-8.</summary>
    public Rejection? Decode(ref ReadOnlyMemory<byte> bytes, string source, out int codePage)
    {
        TextPlace place = default;
        if (bytes.Span.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        return decoder.TryDecode(ref bytes, ref place, new Origin(source, 0), "The file", out codePage);
    }
}
