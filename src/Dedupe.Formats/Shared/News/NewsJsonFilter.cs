using Dedupe.Sources;
using Dedupe.Sources.Framing;
using Dedupe.Sources.Packings;

namespace Dedupe.Formats.Shared.News;

/// <summary>
/// Writes a list of items again without some: the bytes of the others and all around them stay. A file with a fault, or
/// one that is too large or not in UTF-8, stays whole.
/// </summary>
internal sealed class NewsJsonFilter(
    NewsJsonReader reader, string[] lists, string source, int maxDocumentBytes, IFilterSink sink, PackedWriter output)
    : StreamFilter(source, sink, output)
{
    private bool isTooLarge;

    /// <inheritdoc/>
    protected override int PassOn(ReadOnlyMemory<byte> bytes, bool last)
    {
        if (!isTooLarge && bytes.Length > maxDocumentBytes)
        {
            isTooLarge = true;
            Sink.Reject(new Rejection(
                new Origin(Source, 0), RejectionReason.Oversized, TextRules.TooLarge(maxDocumentBytes, "file")));
        }

        if (isTooLarge)
        {
            if (Sink.KeepsRejected)
                Output.Write(bytes.Span);
            return bytes.Length;
        }

        if (!last)
            return 0;
        Judge(bytes);
        return bytes.Length;
    }

    /// <inheritdoc/>
    protected override void End(ReadOnlyMemory<byte> bytes, InputException? fault)
    {
        if (fault is null)
        {
            PassOn(bytes, last: true);
            return;
        }

        Sink.Reject(new Rejection(new Origin(Source, 0), fault.Reason, fault.Message));
        Output.Write(bytes.Span);
    }

    private void Judge(ReadOnlyMemory<byte> bytes)
    {
        var text = bytes;
        if (reader.Decode(ref text, Source, out int codePage) is { } rejection)
        {
            Sink.Reject(rejection);
            Output.Write(bytes.Span);
            return;
        }

        var items = NewsJsonItems.Of(text.Span, lists);
        if (codePage != 0 || items.Fault is not null)
        {
            Sink.Reject(new Rejection(
                new Origin(Source, 0), items.Fault?.Reason ?? RejectionReason.Unsupported,
                "The file is kept whole: " + (items.Fault?.Message ?? "only UTF-8 is filtered.")));
            Output.Write(bytes.Span);
            return;
        }

        Write(bytes.Span[..(bytes.Length - text.Length)], text, items);
    }

    // What stands between two items goes with the second of them, but for the first that stays.
    private void Write(ReadOnlySpan<byte> mark, ReadOnlyMemory<byte> text, NewsJsonItems items)
    {
        var kept = new List<int>();
        for (int i = 0; i < items.Places.Count; i++)
        {
            Sink.Keeps = true;
            reader.Read(text, items, i, Source, 0, Sink);
            if (Sink.Keeps)
                kept.Add(i);
        }

        if (!items.IsList && items.Places.Count > 0 && kept.Count == 0)
            return;
        Output.Write(mark);
        if (!items.IsList || items.Places.Count == 0)
        {
            Output.Write(text.Span);
            return;
        }

        Output.Write(text.Span[..items.Places[0].Start]);
        for (int i = 0; i < kept.Count; i++)
        {
            var (start, length) = items.Places[kept[i]];
            int before = i == 0 ? start : EndOf(items.Places[kept[i] - 1]);
            Output.Write(text.Span[before..(start + length)]);
        }

        Output.Write(text.Span[EndOf(items.Places[^1])..]);
    }

    private static int EndOf((int Start, int Length) place) => place.Start + place.Length;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        reader.Dispose();
        base.Dispose(disposing);
    }
}
