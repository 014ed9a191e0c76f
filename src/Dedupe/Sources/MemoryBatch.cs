using System.Buffers;

namespace Dedupe.Sources;

/// <summary>Copies of documents that were handed over in memory.</summary>
internal sealed class MemoryBatch(SourceOptions options) : DocumentBatch
{
    // Documents without a byte must not go on for ever either.
    private const int MaxEntries = 1 << 16;

    private readonly List<Entry> entries = [];
    private byte[] buffer = [];
    private int used;

    private readonly record struct Entry(
        long Number, Range Id, Range Text, Range Title, Range Source, Range Version, Range Status, Range Url,
        DateTimeOffset? Date, bool Oversized);

    /// <inheritdoc/>
    public override long Bytes => buffer.Length;

    /// <summary>Copies a document; false when the batch is full, which an empty one never is.</summary>
    public bool TryAdd(in Document document, long number)
    {
        long size = HandedOver.SizeOf(document);
        bool oversized = size > options.MaxDocumentBytes;
        if (oversized)
            size = 0;
        if (entries.Count > 0 && (used + size > options.BatchBytes || entries.Count == MaxEntries))
            return false;
        if (buffer.Length == 0)
            buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(options.BatchBytes, size));
        else if (size > buffer.Length - used)
            return false;
        entries.Add(oversized
            ? new Entry(number, default, default, default, default, default, default, default, null, Oversized: true)
            : new Entry(
                number, Copy(document.Id), Copy(document.Text), Copy(document.Title), Copy(document.Source),
                Copy(document.Version), Copy(document.Status), Copy(document.Url), document.Date, Oversized: false));
        return true;
    }

    /// <inheritdoc/>
    public override void Read(IDocumentSink sink)
    {
        foreach (var entry in entries)
        {
            var origin = new Origin("", entry.Number);
            if (entry.Oversized)
                sink.Reject(HandedOver.Oversized(origin, options));
            else
                HandedOver.Pass(Document(entry), origin, options, sink);
        }
    }

    private Document Document(in Entry entry) => new(Slice(entry.Id), Slice(entry.Text))
    {
        Title = Slice(entry.Title),
        Source = Slice(entry.Source),
        Version = Slice(entry.Version),
        Status = Slice(entry.Status),
        Url = Slice(entry.Url),
        Date = entry.Date,
    };

    private ReadOnlyMemory<byte> Slice(Range range) => buffer.AsMemory(range);

    private Range Copy(ReadOnlyMemory<byte> bytes)
    {
        bytes.CopyTo(buffer.AsMemory(used));
        int start = used;
        used += bytes.Length;
        return start..used;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        entries.Clear();
        base.Dispose(disposing);
    }
}
