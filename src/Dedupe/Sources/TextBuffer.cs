using Dedupe.Sources.Framing;

namespace Dedupe.Sources;

/// <summary>What one thread needs to read texts again: bytes of a file, and readers of formats.</summary>
internal sealed class TextBuffer : IDocumentSink, IDisposable
{
    private readonly DocumentReaders readers = new();
    private byte[] bytes = [];

    /// <summary>The text of the last document accepted; null when it was rejected.</summary>
    public ReadOnlyMemory<byte>? Text { get; private set; }

    /// <summary>Room for bytes, made larger when it is too small.</summary>
    public ref byte[] Bytes => ref bytes;

    /// <summary>Room for so many bytes.</summary>
    public Memory<byte> Room(int length)
    {
        if (bytes.Length < length)
            bytes = new byte[Math.Max(length, 2 * bytes.Length)];
        return bytes.AsMemory(0, length);
    }

    /// <summary>Reads one record; see <see cref="Text"/>.</summary>
    public void Read(ReadOnlyMemory<byte> record, in Segment segment, ReadingRules rules)
    {
        Text = null;
        readers.Of(segment.Format!, rules).Read(record, segment, this);
    }

    /// <inheritdoc/>
    void IDocumentSink.Accept(in Document document, Origin origin) => Text = document.Text;

    /// <inheritdoc/>
    void IDocumentSink.Reject(Rejection rejection) => Text = null;

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => readers.Dispose();
}
