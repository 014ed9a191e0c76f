using System.Buffers;
using Dedupe.Sources.Framing;

namespace Dedupe.Sources;

/// <summary>
/// Packs what is read to batches of whole documents. The buffer holds finished segments, then the bytes of the input at
/// work that are not framed yet: the text file so far, or whole lines and the start of the next.
/// </summary>
internal sealed class BatchBuilder(ReadingRules rules) : IDisposable
{
    // Word of missing files costs no bytes; this bounds a batch of nothing else.
    private const int MaxSegments = 4096;

    private readonly SourceOptions options = rules.Options;
    private List<Segment> segments = [];
    private byte[] buffer = [];
    private int limit;
    private int start;
    private int end;
    private InputFile file = null!;
    private Framer framer = null!;
    private bool begun;
    private TextOrigin? origin;
    private long streamEnd; // position in the input of the byte after the last one in the buffer

    /// <summary>The room for bytes to be read; never empty after <see cref="MakeRoom"/>.</summary>
    public Memory<byte> Room => buffer.AsMemory(end, limit - end);

    /// <summary>The code page that the input at work is decoded from on the way; 0 when it comes as it is.</summary>
    public int CodePage { get; set; }

    /// <summary>True when the batch is as large as wanted.</summary>
    public bool IsFull => start >= options.BatchBytes || segments.Count >= MaxSegments;

    /// <summary>True when nothing more of the input at work can be a document: the rest need not be read.</summary>
    public bool IsHopeless => framer.IsHopeless;

    /// <summary>
    /// Line ends of the input at work that are behind us, once it is ended; of a format without lines, 0.
    /// </summary>
    public long LineEnds => framer.LineEnds;

    /// <summary>Starts an input.</summary>
    public void Begin(InputFile next)
    {
        file = next;
        framer = next.Format.CreateFramer(rules);
        begun = false;
        CodePage = 0;
        origin = null;
        streamEnd = 0;
    }

    /// <summary>Says where the input at work can be read again; before its first bytes are added.</summary>
    /// <param name="file">The file; null when its format does not allow it.</param>
    /// <param name="start">The byte of the file that is the first one of the input.</param>
    public void ReadableAgain(TextOrigin? file, long start) => (origin, streamEnd) = (file, start);

    /// <summary>Adds word of what cannot be read at all.</summary>
    public void Reject(Rejection rejection) =>
        segments.Add(new Segment(rejection.Origin.Source, null, 0, start, 0, Rejection: rejection));

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
            return segments.Count < MaxSegments ? null : TakeBatch();
        TakeFrames(end, last: false);
        if (segments.Count > 0 && start > 0)
            return TakeBatch();
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
        if (framer.GivesUp(buffer.AsSpan(start, end - start)))
            TakeFrames(end, last: false);
    }

    /// <summary>Takes note that the input is damaged here. Where it goes on, it does so behind the damage.</summary>
    public void Damage(InputException fault)
    {
        if (file.Format.MembersAreDocuments)
        {
            // What came from the damaged member counts only where another document was found behind it.
            int whole = (int)Math.Clamp((fault.CheckedUpTo ?? streamEnd) - (streamEnd - end), start, end);
            if (whole > start)
                TakeFrames(whole, last: true);
        }

        TakeFrames(end, last: false);
        foreach (var frame in framer.Damaged(fault))
            AddFrame(frame);
        end = start;
    }

    /// <summary>Ends the input: what is whole is kept, and a fault is noted after it.</summary>
    public void End(InputException? fault)
    {
        if (fault is null)
            TakeFrames(end, last: true);
        else if (begun)
            Damage(fault);
        else
            Reject(new Rejection(new Origin(file.Shown, 0), fault.Reason, fault.Message));
        end = start;
    }

    /// <summary>
    /// Hands the finished segments over, and keeps the rest for the next batch; null when nothing is finished.
    /// </summary>
    public FileBatch? TakeBatch()
    {
        if (segments.Count == 0)
            return null;
        byte[] full = buffer;
        limit = (int)Math.Min(Array.MaxLength, Math.Max(options.BatchBytes, (end - start) * 2L));
        buffer = ArrayPool<byte>.Shared.Rent(limit);
        full.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        var batch = new FileBatch(full, segments, rules);
        segments = [];
        return batch;
    }

    // Every whole document before a place becomes a segment, or part of one.
    private void TakeFrames(int upTo, bool last)
    {
        while (framer.TryNext(buffer.AsMemory(start, upTo - start), streamEnd - (end - start), last, out var frame))
            AddFrame(frame);
    }

    private void AddFrame(in Frame frame)
    {
        if (frame.Told(file.Shown) is { } rejection)
            Reject(rejection);
        if (frame.HasDocuments)
            segments.Add(
                new Segment(
                    file.Shown, file.Format, frame.Number, start, frame.Length, origin, streamEnd - (end - start),
                    Context: frame.Context)
                { CodePage = CodePage });
        start += frame.Taken;
    }

    // Moves what is at work over what was passed over, where nothing else is in the buffer.
    private void CloseUp()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
    }

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
