using Dedupe.Sources;
using Dedupe.Sources.Packings;
using ICSharpCode.SharpZipLib.BZip2;

namespace Dedupe.Formats.Packings;

/// <summary>bzip2, one or more streams.</summary>
internal sealed class Bzip2Packing : Packing
{
    /// <inheritdoc/>
    public override string Extension => ".bz2";

    /// <inheritdoc/>
    public override int MarkBytes => 10;

    /// <inheritdoc/>
    public override int Growth => 4;

    /// <inheritdoc/>
    public override bool Begins(ReadOnlySpan<byte> start) =>
        start.Length >= 10 && start.StartsWith("BZh"u8) && start[3] is >= (byte)'1' and <= (byte)'9'
        && (start[4..10].SequenceEqual((ReadOnlySpan<byte>)[0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
            || start[4..10].SequenceEqual((ReadOnlySpan<byte>)[0x17, 0x72, 0x45, 0x38, 0x50, 0x90]));

    /// <inheritdoc/>
    public override ByteReader Unpack(ByteReader packed, InputFormat format, SourceEnvironment environment) =>
        new LibraryReader(
            packed, "bzip2", static bytes => new BZip2InputStream(bytes) { IsStreamOwner = false },
            severalStreams: true);

    /// <inheritdoc/>
    public override PackedWriter Pack(Stream inner) => new Writer(inner);

    private sealed class Writer(Stream inner) : PackedWriter
    {
        private readonly BZip2OutputStream packed = new(inner) { IsStreamOwner = false };

        public override void Write(ReadOnlySpan<byte> bytes) => packed.Write(bytes);

        public override void Finish() => packed.Close();

        protected override void Dispose(bool disposing)
        {
            packed.Dispose();
            base.Dispose(disposing);
        }
    }
}
