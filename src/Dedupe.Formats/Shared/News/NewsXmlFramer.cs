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
    private bool isLosing; // an item that is too large
    private byte[]? passedOver; // what ends the comment or CDATA that is too large as well
    private bool isOver;

    /// <inheritdoc/>
    public override bool IsLosing => isLosing;

    /// <inheritdoc/>
    public override bool IsHopeless => isOver;

    // They may be many items: what is whole is taken first.
    /// <inheritdoc/>
    public override bool GivesUp(ReadOnlySpan<byte> bytes) => bytes.Length > maxDocumentBytes;

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

        if (passedOver is not null)
            return PassOver(bytes, last, out frame);
        var scan = new NewsXmlScan(bytes.Span, searched);
        while (true)
        {
            var tag = scan.Next();
            searched = scan.At;
            if (tag == NewsXmlScan.Tag.None)
                return last ? End(bytes, out frame) : bytes.Length > maxDocumentBytes && Drop(bytes, out frame);
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
            if (head is null && scan.Start > maxDocumentBytes)
                return GiveUp(bytes, out frame);
            head ??= Head(bytes.Span[..scan.Start]);
            searched = 0;
            frame = Frame.Nothing(scan.Start, number);
            return true;
        }

        number++;
        item = scan.Name.ToArray();
        return scan.IsEmpty && EndItem(ref scan, out frame);
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
        frame = isLosing
            ? TooLarge(scan.Start)
            : Lost(scan.Start, RejectionReason.Corrupt, $"Item {number} has no end: another begins in it.");
        (item, searched, isLosing) = (null, 0, false);
        return true;
    }

    private Frame Whole(int length)
    {
        var frame = isLosing || length > maxDocumentBytes
            ? TooLarge(length)
            : new Frame(length, length, number) { Context = head };
        (item, searched, isLosing) = (null, 0, false);
        return frame;
    }

    // No step ends in the bytes at hand, and they are more than may be kept: an item costs itself, as it does where it
    // is whole.
    private bool Drop(ReadOnlyMemory<byte> bytes, out Frame frame)
    {
        if (item is null && head is null)
            return GiveUp(bytes, out frame);
        isLosing = item is not null;
        int taken = searched;
        searched = 0;
        frame = Frame.Nothing(taken, number);
        if (taken > 0)
            return true;
        var end = NewsXmlScan.EndOf(bytes.Span);
        if (end.IsEmpty)
            return GiveUp(bytes, out frame);
        passedOver = end.ToArray();
        return PassOver(bytes, last: false, out frame);
    }

    private bool PassOver(ReadOnlyMemory<byte> bytes, bool last, out Frame frame)
    {
        int end = bytes.Span.IndexOf(passedOver);
        if (end < 0 && last)
            return End(bytes, out frame);
        int taken = end < 0 ? Math.Max(0, bytes.Length - passedOver!.Length + 1) : end + passedOver!.Length;
        if (end >= 0)
            passedOver = null;
        frame = Frame.Nothing(taken, number);
        return taken > 0;
    }

    private bool GiveUp(ReadOnlyMemory<byte> bytes, out Frame frame)
    {
        (isOver, isLosing) = (true, false);
        frame = TooLarge(bytes.Length);
        return true;
    }

    private Frame TooLarge(int taken) => Lost(
        taken, RejectionReason.Oversized, TextRules.TooLarge(maxDocumentBytes, item is null ? "file" : "item"));

    private bool End(ReadOnlyMemory<byte> bytes, out Frame frame)
    {
        isOver = true;
        if (isLosing || (item is not null && bytes.Length > maxDocumentBytes))
            frame = TooLarge(bytes.Length);
        else if (item is not null)
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
