namespace Dedupe.Sources.Packings;

/// <summary>Zstandard, RFC 8878, one or more frames.</summary>
internal sealed class ZstandardPacking : Packing
{
    /// <inheritdoc/>
    public override string Extension => ".zst";

    /// <inheritdoc/>
    public override int MarkBytes => 4;

    /// <inheritdoc/>
    public override bool Begins(ReadOnlySpan<byte> start)
    {
        // A frame, or a frame to be skipped (sixteen marks).
        bool frame = start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]);
        bool skippable = start.Length >= 4
            && start[0] >> 4 == 5
            && start[1..4].SequenceEqual((ReadOnlySpan<byte>)[0x2A, 0x4D, 0x18]);
        return frame || skippable;
    }

    /// <inheritdoc/>
    public override ByteReader Unpack(ByteReader packed, InputFormat format, SourceEnvironment environment) =>
        new ZstdReader(packed, environment.Zstandard);

    /// <inheritdoc/>
    public override PackedWriter Pack(Stream inner) => new Writer(inner);

    private sealed class Writer(Stream inner) : PackedWriter
    {
        private readonly ZstdWriter frame = new(inner, ZstdApi.Best);

        public override void Write(ReadOnlySpan<byte> bytes) => frame.Write(bytes);

        public override void Finish() => frame.Finish();

        protected override void Dispose(bool disposing)
        {
            frame.Dispose();
            base.Dispose(disposing);
        }
    }
}
