using System.Buffers;

namespace Dedupe.Sources;

/// <summary>
/// Packs what is read to batches of whole documents. The buffer holds finished segments, then the bytes of the input at
/// work that are not finished: the text file so far, or whole lines and the start of the next.
/// </summary>
internal sealed class BatchBuilder(SourceOptions options, JsonFields fields) : IDisposable
{
    // Word of missing files costs no bytes; this bounds a batch of nothing else.
    private const int MaxSegments = 4096;

    private RecordFramer records = new(options.MaxDocumentBytes);
    private List<Segment> segments = [];
    private byte[] buffer = [];
    private int limit;
    private int start;
    private int end;
    private InputFile file = null!;
    private long line;
    private bool skipping;
    private bool begun;
    private TextOrigin? origin;
    private long streamEnd; // position in the input of the byte after the last one in the buffer

    /// <summary>The room for bytes to be read; never empty after <see cref="MakeRoom"/>.</summary>
    public Memory<byte> Room => buffer.AsMemory(end, limit - end);

    /// <summary>The code page that the input at work is decoded from on the way; 0 when it comes as it is.</summary>
    public int CodePage { get; set; }

    /// <summary>True when the batch is as large as wanted.</summary>
    public bool IsFull => start >= options.BatchBytes || segments.Count >= MaxSegments;

    /// <summary>True when the text at work is too large: the rest of its file need not be read.</summary>
    public bool IsHopeless => skipping && file.Format == InputFormat.Text;

    /// <summary>
    /// Line ends of the input at work that are behind us, once it is ended; of a format without lines, 0.
    /// </summary>
    public long LineEnds => line - 1;

    /// <summary>Starts an input.</summary>
    public void Begin(InputFile next)
    {
        file = next;
        line = 1;
        skipping = false;
        begun = false;
        CodePage = 0;
        origin = null;
        streamEnd = 0;
        records = new RecordFramer(options.MaxDocumentBytes);
    }

    /// <summary>Says where the input at work can be read again; before its first bytes are added.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">The byte of the file that is the first one of the input.</param>
    public void ReadableAgain(TextOrigin file, long start) => (origin, streamEnd) = (file, start);

    /// <summary>Adds word of what cannot be read at all.</summary>
    public void Reject(Rejection rejection) =>
        segments.Add(new Segment(rejection.Origin.Source, default, 0, start, 0, Rejection: rejection));

    /// <summary>Makes room in the buffer.</summary>
    /// <returns>A batch that had to be finished for that, if one had to.</returns>
    public FileBatch? MakeRoom()
    {
        if (limit == 0)
        {
            limit = options.BatchBytes;
            buffer = ArrayPool<byte>.Shared.Rent(limit);
        }

        if (end < limit)
            return segments.Count < MaxSegments ? null : Take();
        if (file.Format == InputFormat.JsonLines)
            FinishLines();
        else if (file.Format == InputFormat.Wet)
            FinishRecords(end, last: false);
        if (segments.Count > 0 && start > 0)
            return Take();
        if (start > 0)
            CloseUp();
        else
            Grow();
        return null;
    }

    /// <summary>Takes note of bytes written to <see cref="Room"/>.</summary>
    public void Add(int count)
    {
        begun = true;
        end += count;
        streamEnd += count;
        if (skipping)
            Skip(count);
        else if (file.Format != InputFormat.Wet && end - start > options.MaxDocumentBytes && !HasLine())
        {
            // Nobody will take it: give its memory up and remember the place.
            skipping = true;
            end = start;
        }
    }

    /// <summary>
    /// Takes note that a stretch of a file of records is damaged, and that reading goes on behind it.
    /// </summary>
    public void Damage(InputException fault)
    {
        // What came from the damaged member counts only where another record was found behind it.
        int whole = (int)Math.Clamp((fault.CheckedUpTo ?? streamEnd) - (streamEnd - end), start, end);
        if (whole > start)
            FinishRecords(whole, last: true);
        FinishRecords(end, last: false);
        Reject(new Rejection(new Origin(file.Shown, records.Damaged()), fault.Reason, fault.Message));
        end = start;
    }

    /// <summary>Ends the input: what is whole is kept, and a fault is noted after it.</summary>
    public void End(InputException? fault)
    {
        if (file.Format == InputFormat.Text)
            EndText(fault);
        else if (file.Format == InputFormat.JsonLines)
            EndLines(fault);
        else if (fault is null)
            FinishRecords(end, last: true);
        else if (begun)
            Damage(fault);
        else
            Reject(new Rejection(new Origin(file.Shown, 0), fault.Reason, fault.Message));
        end = start;
    }

    /// <summary>
    /// Hands the finished segments over, and keeps the rest for the next batch; null when nothing is finished.
    /// </summary>
    public FileBatch? Take()
    {
        if (segments.Count == 0)
            return null;
        byte[] full = buffer;
        limit = (int)Math.Min(Array.MaxLength, Math.Max(options.BatchBytes, (end - start) * 2L));
        buffer = ArrayPool<byte>.Shared.Rent(limit);
        full.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        var batch = new FileBatch(full, segments, fields, options.MaxDocumentBytes);
        segments = [];
        return batch;
    }

    private bool HasLine() =>
        file.Format == InputFormat.JsonLines && buffer.AsSpan(start, end - start).Contains((byte)'\n');

    // Everything up to the last line end becomes a segment.
    private void FinishLines()
    {
        int length = buffer.AsSpan(start, end - start).LastIndexOf((byte)'\n') + 1;
        if (length == 0)
            return;
        AddSegment(InputFormat.JsonLines, line, length);
        line += buffer.AsSpan(start, length).Count((byte)'\n');
        start += length;
    }

    // Every whole record before a place becomes a segment, or is passed over.
    private void FinishRecords(int upTo, bool last)
    {
        while (records.TryNext(buffer.AsMemory(start, upTo - start), streamEnd - (end - start), last, out var frame))
        {
            if (frame.Fault is { } fault)
                Reject(new Rejection(new Origin(file.Shown, frame.Number), fault.Reason, fault.Message));
            if (frame.Length > 0)
                AddSegment(InputFormat.Wet, frame.Number, frame.Length);
            start += frame.Taken;
        }
    }

    // Moves what is at work over what was passed over, where nothing else is in the buffer.
    private void CloseUp()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
    }

    // The bytes just added belong to a line that is too long, up to its end.
    private void Skip(int count)
    {
        int at = file.Format == InputFormat.Text ? -1 : buffer.AsSpan(start, count).IndexOf((byte)'\n');
        if (at < 0)
        {
            end = start;
            return;
        }

        EndSkipping();
        line++;
        buffer.AsSpan(start + at + 1, count - at - 1).CopyTo(buffer.AsSpan(start));
        end = start + count - at - 1;
    }

    private void EndSkipping()
    {
        skipping = false;
        string what = file.Format == InputFormat.Text ? "file" : "line";
        Reject(FileBatch.Oversized(new Origin(file.Shown, line), options.MaxDocumentBytes, what));
    }

    private void EndText(InputException? fault)
    {
        if (skipping)
            EndSkipping();
        else if (fault is not null)
            Reject(new Rejection(new Origin(file.Shown, 0), fault.Reason, fault.Message));
        else
        {
            AddSegment(InputFormat.Text, 1, end - start);
            start = end;
        }
    }

    private void EndLines(InputException? fault)
    {
        if (skipping)
            EndSkipping();
        else
            FinishLines();
        if (fault is not null)
            Reject(new Rejection(new Origin(file.Shown, begun ? line : 0), fault.Reason, fault.Message));
        else if (end > start)
        {
            // The last line has no line end.
            AddSegment(InputFormat.JsonLines, line, end - start);
            start = end;
        }
    }

    // The bytes from the start of the segment to the end of the buffer are the last ones that were read.
    private void AddSegment(InputFormat format, long firstLine, int length) =>
        segments.Add(
            new Segment(
                file.Shown, format, firstLine, start, length, origin,
                streamEnd - (end - start))
            { CodePage = CodePage });

    private void Grow()
    {
        limit = (int)Math.Min(Array.MaxLength, limit * 2L);
        byte[] larger = ArrayPool<byte>.Shared.Rent(limit);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (limit > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        limit = 0;
        buffer = [];
    }
}
