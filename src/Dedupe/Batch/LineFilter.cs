using System.Text;
using Dedupe.Kernels;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>Filters JSON lines, in UTF-8 or after its mark in UTF-16: a line that stays is the same bytes.</summary>
internal sealed class LineFilter(string source, SourceOptions options, FilterSink sink, PackedWriter output)
    : StreamFilter(source, sink, output), IDisposable
{
    private readonly JsonLineReader lines = new(new JsonFields(options), StringScanner.For(KernelRegistry.Active));
    private long number = 1;
    private int searched;
    private bool begun;
    private bool oversized;
    private UnicodeEncoding? wide; // UTF-16, once its mark was seen

    /// <inheritdoc/>
    protected override int Take(ReadOnlyMemory<byte> bytes, bool last)
    {
        int start = 0;
        if (!begun)
        {
            if (bytes.Length < 3 && !last)
                return 0;
            start = TakeMark(bytes.Span);
            begun = true;
        }

        while (true)
        {
            int end = LineEnd(bytes.Span[start..]);
            if (end < 0)
                break;
            Judge(bytes.Slice(start, end), bytes.Slice(start, end + UnitBytes));
            start += end + UnitBytes;
            searched = 0;
        }

        if (last && (start < bytes.Length || oversized))
        {
            Judge(bytes[start..], bytes[start..]);
            start = bytes.Length;
        }
        else if (bytes.Length - start > options.MaxDocumentBytes)
        {
            // Nobody can judge it: it goes on in pieces.
            oversized = true;
            int end = bytes.Length - ((bytes.Length - start) % UnitBytes);
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
            Take(bytes, last: true);
            return;
        }

        // The line that was cut off is the one that is told.
        int taken = Take(bytes, last: false);
        Sink.Reject(new Rejection(new Origin(Source, number), fault.Reason, fault.Message));
        Pass(bytes[taken..], Sink.KeepsRejected);
    }

    private int TakeMark(ReadOnlySpan<byte> bytes)
    {
        int mark = 0;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            wide = new UnicodeEncoding(bigEndian: bytes[0] == 0xFE, byteOrderMark: false, throwOnInvalidBytes: true);
            mark = 2;
        }
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            mark = 3;
        }

        Output.Write(bytes[..mark]);
        return mark;
    }

    private int UnitBytes => wide is null ? 1 : sizeof(char);

    // Where the line that begins here ends. The bytes of a line end may also be halves of two other characters.
    private int LineEnd(ReadOnlySpan<byte> bytes)
    {
        int from = searched - (searched % UnitBytes);
        if (wide is null)
            return bytes[from..].IndexOf((byte)'\n') is var end and >= 0 ? from + end : -1;
        var mark = wide.GetBytes("\n");
        while (bytes[from..].IndexOf(mark) is var found and >= 0)
        {
            if (found % sizeof(char) == 0)
                return from + found;
            from += found + 1; // even: units are looked at whole
        }

        return -1;
    }

    private void Judge(ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> whole)
    {
        // A blank line is no document, and stays.
        Sink.Keeps = true;
        var origin = new Origin(Source, number++);
        if (oversized || line.Length > options.MaxDocumentBytes)
            Sink.Reject(FileBatch.Oversized(origin, options.MaxDocumentBytes, "line"));
        else
            Read(line, origin);
        oversized = false;
        Pass(whole, Sink.Keeps);
    }

    private void Read(ReadOnlyMemory<byte> line, Origin origin)
    {
        if (wide is null)
        {
            lines.Read(line, origin, Sink);
            return;
        }

        try
        {
            lines.Read(Encoding.Convert(wide, Encoding.UTF8, line.ToArray()), origin, Sink);
        }
        catch (DecoderFallbackException fault)
        {
            Sink.Reject(new Rejection(origin, RejectionReason.BadEncoding, fault.Message));
        }
    }

    private void Pass(ReadOnlyMemory<byte> bytes, bool keep)
    {
        if (keep)
            Output.Write(bytes.Span);
    }

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();
}
