using Dedupe.Kernels;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>Filters JSON lines.</summary>
internal sealed class LineFilter(string source, SourceOptions options, FilterSink sink, PackedWriter output)
    : StreamFilter(source, sink, output), IDisposable
{
    private readonly JsonLineReader lines = new(new JsonFields(options), StringScanner.For(KernelRegistry.Active));
    private long number = 1;
    private int searched;
    private bool begun;
    private bool oversized;

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
            int end = bytes.Span[(start + searched)..].IndexOf((byte)'\n');
            if (end < 0)
                break;
            end += start + searched;
            Judge(bytes[start..end], bytes[start..(end + 1)]);
            start = end + 1;
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
            Pass(bytes[start..], Sink.KeepsRejected);
            start = bytes.Length;
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
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new InvalidDataException($"{Source} is UTF-16, and its lines cannot be filtered as they are: convert it to UTF-8 first.");
        if (!bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return 0;
        Output.Write(bytes[..3]);
        return 3;
    }

    private void Judge(ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> whole)
    {
        // A blank line is no document, and stays.
        Sink.Keeps = true;
        var origin = new Origin(Source, number++);
        if (oversized || line.Length > options.MaxDocumentBytes)
            Sink.Reject(FileBatch.Oversized(origin, options.MaxDocumentBytes, "line"));
        else
            lines.Read(line, origin, Sink);
        oversized = false;
        Pass(whole, Sink.Keeps);
    }

    private void Pass(ReadOnlyMemory<byte> bytes, bool keep)
    {
        if (keep)
            Output.Write(bytes.Span);
    }

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();
}
