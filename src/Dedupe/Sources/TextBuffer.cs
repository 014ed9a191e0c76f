using Dedupe.Kernels;

namespace Dedupe.Sources;

/// <summary>What one thread needs to read texts again: bytes of a file, and a reader of JSON lines.</summary>
internal sealed class TextBuffer : IDocumentSink, IDisposable
{
    private byte[] bytes = [];
    private JsonLineReader? reader;

    /// <summary>The text of the last document accepted; null when it was rejected.</summary>
    public ReadOnlyMemory<byte>? Text { get; private set; }

    /// <summary>The title of the last document accepted.</summary>
    public ReadOnlyMemory<byte> Title { get; private set; }

    /// <summary>Room for bytes, made larger when it is too small.</summary>
    public ref byte[] Bytes => ref bytes;

    /// <summary>Room for so many bytes.</summary>
    public Memory<byte> Room(int length)
    {
        if (bytes.Length < length)
            bytes = new byte[Math.Max(length, 2 * bytes.Length)];
        return bytes.AsMemory(0, length);
    }

    /// <summary>Reads one JSON line; see <see cref="Text"/>.</summary>
    public void ReadLine(ReadOnlyMemory<byte> line, JsonFields fields)
    {
        Text = null;
        (reader ??= new JsonLineReader(fields, StringScanner.For(KernelRegistry.Active))).Read(line, default, this);
    }

    /// <inheritdoc/>
    void IDocumentSink.Accept(in Document document, Origin origin) => (Text, Title) = (document.Text, document.Title);

    /// <inheritdoc/>
    void IDocumentSink.Reject(Rejection rejection) => Text = null;

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => reader?.Dispose();
}
