using System.Text;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Shared.News;

/// <summary>
/// Cuts XML into its items, one a step, so that a fault in one costs no other and a file can be written again without
/// some. Memory is one item, and what stands before the first.
/// </summary>
internal sealed class NewsXmlFramer(NewsXmlKind kind, int maxDocumentBytes) : Framer
{
    private int searched; // in the bytes that are not taken
    private string[]? items; // names of items; null until the root is known
    private NewsXmlHead? head;
    private long number;
    private byte[]? item; // the name of the item at hand
    private bool isOver;
    private bool isTooLarge;

    /// <inheritdoc/>
    public override bool IsHopeless => isOver;

    /// <inheritdoc/>
    public override bool GivesUp(ReadOnlySpan<byte> bytes) => isTooLarge |= bytes.Length > maxDocumentBytes;

    /// <inheritdoc/>
    public override IReadOnlyList<Frame> Damaged(InputException fault) =>
        [Frame.Lost(0, item is null ? 0 : number, fault)];

    /// <inheritdoc/>
    public override bool TryNext(ReadOnlyMemory<byte> bytes, long position, bool last, out Frame frame)
    {
        frame = default;
        if (bytes.IsEmpty)
            return false;
        if (isOver)
        {
            frame = Frame.Nothing(bytes.Length, number);
            return true;
        }

        if (isTooLarge)
        {
            isOver = true;
            frame = Lost(
                bytes.Length, RejectionReason.Oversized,
                TextRules.TooLarge(maxDocumentBytes, item is null ? "file" : "item"));
            return true;
        }

        var scan = new NewsXmlScan(bytes.Span, searched);
        while (true)
        {
            var tag = scan.Next();
            searched = scan.At;
            if (tag == NewsXmlScan.Tag.None)
                return last && End(bytes, out frame);
            if (Take(bytes, tag, ref scan, out frame))
                return true;
        }
    }

    private bool Take(ReadOnlyMemory<byte> bytes, NewsXmlScan.Tag tag, ref NewsXmlScan scan, out Frame frame)
    {
        frame = default;
        if (tag == NewsXmlScan.Tag.DocumentType)
        {
            isOver = true;
            frame = Lost(
                bytes.Length, RejectionReason.Unsupported,
                "It has a document type (DTD), which is not read: it could name other files and expand without end.");
            return true;
        }

        if (items is null)
            return BeginRoot(bytes, ref scan, out frame);
        if (item is not null)
            return tag == NewsXmlScan.Tag.End ? EndItem(ref scan, out frame) : Interrupt(tag, ref scan, out frame);
        if (tag != NewsXmlScan.Tag.Start || !IsItem(scan.LocalName))
            return false;
        if (scan.Start > 0)
        {
            // What stands before an item; the tag is met again.
            head ??= Head(bytes.Span[..scan.Start]);
            searched = 0;
            frame = Frame.Nothing(scan.Start, number);
            return true;
        }

        number++;
        if (!scan.IsEmpty)
        {
            item = scan.Name.ToArray();
            return false;
        }

        frame = Whole(scan.At);
        return true;
    }

    private bool BeginRoot(ReadOnlyMemory<byte> bytes, ref NewsXmlScan scan, out Frame frame)
    {
        frame = default;
        string root = Encoding.UTF8.GetString(scan.LocalName[..Math.Min(scan.LocalName.Length, 40)]);
        if (!kind.Roots.TryGetValue(root, out items))
        {
            isOver = true;
            frame = Lost(
                bytes.Length, RejectionReason.Unsupported,
                $"Its root is <{root}>; of XML what is read has {NewsXmlKind.RootNames}.");
            return true;
        }

        if (items.Length > 0)
            return false;
        number = 1;
        item = scan.Name.ToArray();
        return scan.IsEmpty && EndItem(ref scan, out frame);
    }

    private bool EndItem(ref NewsXmlScan scan, out Frame frame)
    {
        frame = default;
        if (!scan.Name.SequenceEqual(item))
            return false;
        frame = Whole(scan.At);
        return true;
    }

    // An item that begins within another: that one has no end.
    private bool Interrupt(NewsXmlScan.Tag tag, ref NewsXmlScan scan, out Frame frame)
    {
        frame = default;
        if (tag != NewsXmlScan.Tag.Start || items!.Length == 0 || !scan.Name.SequenceEqual(item))
            return false;
        frame = Lost(scan.Start, RejectionReason.Corrupt, $"Item {number} has no end: another begins in it.");
        item = null;
        searched = 0;
        return true;
    }

    private Frame Whole(int length)
    {
        item = null;
        searched = 0;
        return new Frame(length, length, number) { Context = head };
    }

    private bool End(ReadOnlyMemory<byte> bytes, out Frame frame)
    {
        isOver = true;
        if (item is not null)
            frame = Lost(
                bytes.Length, RejectionReason.Truncated,
                $"Item {number} has no end: there is no </{Encoding.UTF8.GetString(item)}> behind it.");
        else if (items is null && bytes.Span.ContainsAnyExcept(" \t\r\n"u8))
            frame = Lost(bytes.Length, RejectionReason.Corrupt, "It is no XML: there is no element in it.");
        else
            frame = Frame.Nothing(bytes.Length, number);
        return true;
    }

    private Frame Lost(int taken, RejectionReason reason, string message) =>
        Frame.Lost(taken, item is null ? 0 : number, new InputException(reason, message));

    private bool IsItem(ReadOnlySpan<byte> name)
    {
        foreach (string known in items!)
        {
            if (Ascii.Equals(name, known))
                return true;
        }

        return false;
    }

    private static NewsXmlHead Head(ReadOnlySpan<byte> bytes)
    {
        var spaces = new Dictionary<string, string>(StringComparer.Ordinal);
        string text = NewsXmlText.Plain(bytes, out string? encoding);
        return new NewsXmlHead(NewsNodes.ReadOpen(text, spaces), spaces, encoding);
    }
}
