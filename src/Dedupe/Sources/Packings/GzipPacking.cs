using System.IO.Compression;

namespace Dedupe.Sources.Packings;

/// <summary>gzip, RFC 1952, one or more members.</summary>
internal sealed class GzipPacking : Packing
{
    /// <inheritdoc/>
    public override string Extension => ".gz";

    /// <inheritdoc/>
    public override int MarkBytes => 2;

    /// <inheritdoc/>
    public override bool Begins(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <inheritdoc/>
    public override ByteReader Unpack(ByteReader packed, InputFormat format, SourceEnvironment environment) =>
        format.MembersAreDocuments
            ? new ResumingGzipReader(packed, environment.InflatesByMany)
            : new GzipReader(packed, byMany: environment.InflatesByMany);

    /// <inheritdoc/>
    public override PackedWriter Pack(Stream inner) => new Writer(inner);

    private sealed class Writer(Stream inner) : PackedWriter
    {
        private GZipStream? member;
        private bool begun;

        public override void StartMember()
        {
            member?.Dispose();
            member = null;
        }

        public override void Write(ReadOnlySpan<byte> bytes)
        {
            if (bytes.IsEmpty)
                return;
            begun = true;
            (member ??= new GZipStream(inner, CompressionLevel.Optimal, leaveOpen: true)).Write(bytes);
        }

        public override void Finish()
        {
            StartMember();
            // GZipStream writes not even a header for nothing.
            if (!begun)
                inner.Write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        }

        protected override void Dispose(bool disposing)
        {
            member?.Dispose();
            base.Dispose(disposing);
        }
    }
}
