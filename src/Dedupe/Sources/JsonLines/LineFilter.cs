using System.Runtime.InteropServices;
using Dedupe.Kernels;
using Dedupe.Sources.Framing;
using Dedupe.Sources.Packings;

namespace Dedupe.Sources.JsonLines;

/// <summary>
/// Filters JSON lines: a line that stays is the same bytes. Which encoding they are in is found as a run finds it, of
/// UTF-16 and UTF-32 by the first bytes of the file, of others line by line.
/// </summary>
internal sealed class LineFilter(
    InputFormat format, string source, ReadingRules rules, IFilterSink sink, PackedWriter output)
    : StreamFilter(source, sink, output)
{
    private readonly JsonLineReader lines = new(rules.Fields, StringScanner.For(KernelRegistry.Active));
    private readonly SourceOptions options = rules.Options;
    private long number = 1;
    private int searched;
    private bool begun;
    private bool oversized;
    private ByteOrder order;
    private WideUnits wide;
    private int unitBytes = 1; // of what a line end is one
    private byte[] decoded = [];

    /// <inheritdoc/>
    protected override int PassOn(ReadOnlyMemory<byte> bytes, bool last)
    {
        int start = 0;
        if (!begun)
        {
            if (bytes.Length < ByteOrder.Bytes && !last)
                return 0;
            start = TakeMark(bytes.Span);
            begun = true;
        }

        while (true)
        {
            int end = LineEnd(bytes.Span[start..]);
            if (end < 0)
                break;
            Judge(bytes.Slice(start, end), bytes.Slice(start, end + unitBytes));
            start += end + unitBytes;
            searched = 0;
        }

        if (last && (start < bytes.Length || oversized))
        {
            Judge(bytes[start..], bytes[start..]);
            start = bytes.Length;
        }
        else if (bytes.Length - start > unitBytes * (long)options.MaxDocumentBytes)
        {
            // Nobody can judge it, a unit being a byte at least when it is decoded: it goes on in pieces.
            oversized = true;
            int end = bytes.Length - ((bytes.Length - start) % unitBytes);
            Pass(bytes[start..end], Sink.KeepsRejected);
            start = end;
        }

        searched = bytes.Length - start;
        return start;
    }

    /// <inheritdoc/>
    protected override void End(ReadOnlyMemory<byte> bytes, InputException? fault)
    {
        if (fault is null)
        {
            PassOn(bytes, last: true);
            return;
        }

        // The line that was cut off is the one that is told.
        int taken = PassOn(bytes, last: false);
        Sink.Reject(new Rejection(new Origin(Source, number), fault.Reason, fault.Message));
        Pass(bytes[taken..], Sink.KeepsRejected);
    }

    private int TakeMark(ReadOnlySpan<byte> bytes)
    {
        order = ByteOrder.Of(bytes, format, options.Encoding);
        if (order.CodePage != 0)
        {
            wide = new WideUnits(order.CodePage);
            unitBytes = wide.Bytes;
        }

        Output.Write(bytes[..order.MarkBytes]);
        return order.MarkBytes;
    }

    // Where the line that begins here ends. The bytes of a line end may also be parts of other characters, so units are
    // looked at whole.
    private int LineEnd(ReadOnlySpan<byte> bytes)
    {
        int from = searched - (searched % unitBytes);
        var rest = bytes[from..];
        int units = unitBytes switch
        {
            1 => rest.IndexOf((byte)'\n'),
            2 => MemoryMarshal.Cast<byte, ushort>(rest).IndexOf((ushort)LineEndAt(shift: 8)),
            _ => MemoryMarshal.Cast<byte, uint>(rest).IndexOf(LineEndAt(shift: 24)),
        };
        return units < 0 ? -1 : from + (units * unitBytes);
    }

    // A line end as this machine sees a unit.
    private uint LineEndAt(int shift)
    {
        bool bigEndian = order.CodePage is ByteOrder.Utf16BigEndian or ByteOrder.Utf32BigEndian;
        return bigEndian == BitConverter.IsLittleEndian ? (uint)'\n' << shift : '\n';
    }

    private void Judge(ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> whole)
    {
        // A blank line is no document, and stays.
        Sink.Keeps = true;
        var origin = new Origin(Source, number++);
        var text = oversized || order.CodePage == 0 ? line : wide.ToUtf8(line.Span, ref decoded);
        if (oversized || text.Length > options.MaxDocumentBytes)
            Sink.Reject(new Rejection(
                origin, RejectionReason.Oversized, TextRules.TooLarge(options.MaxDocumentBytes, "line")));
        else
            lines.Read(text, origin, Sink, codePage: order.CodePage);
        oversized = false;
        Pass(whole, Sink.Keeps);
    }

    private void Pass(ReadOnlyMemory<byte> bytes, bool keep)
    {
        if (keep)
            Output.Write(bytes.Span);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        lines.Dispose();
        base.Dispose(disposing);
    }
}
