using Dedupe.Sources;
using Dedupe.Sources.Packings;
using SharpCompress.Compressors.Xz;

namespace Dedupe.Formats.Packings;

/// <summary>xz. It is read and not written.</summary>
internal sealed class XzPacking : Packing
{
    /// <inheritdoc/>
    public override string Extension => ".xz";

    /// <inheritdoc/>
    public override int MarkBytes => 6;

    /// <inheritdoc/>
    public override int Growth => 4;

    /// <inheritdoc/>
    public override bool IsWrittenAgain => false;

    /// <inheritdoc/>
    public override bool Begins(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]);

    /// <inheritdoc/>
    public override ByteReader Unpack(ByteReader packed, InputFormat format, SourceEnvironment environment) =>
        new LibraryReader(packed, "xz", static bytes => new XZStream(bytes), severalStreams: true);

    /// <inheritdoc/>
    public override PackedWriter Pack(Stream inner) => throw new NotSupportedException("xz is not written.");
}
