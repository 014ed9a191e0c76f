namespace Dedupe.Sources.Packings;

/// <summary>Bytes as they are.</summary>
internal sealed class NoPacking : Packing
{
    /// <inheritdoc/>
    public override string Extension => "";

    /// <inheritdoc/>
    public override int MarkBytes => 0;

    /// <inheritdoc/>
    public override int Growth => 1;

    /// <inheritdoc/>
    public override bool Begins(ReadOnlySpan<byte> start) => true;

    /// <inheritdoc/>
    public override ByteReader Unpack(ByteReader packed, InputFormat format, SourceEnvironment environment) => packed;

    /// <inheritdoc/>
    public override PackedWriter Pack(Stream inner) => new Writer(inner);

    private sealed class Writer(Stream inner) : PackedWriter
    {
        public override void Write(ReadOnlySpan<byte> bytes) => inner.Write(bytes);

        public override void Finish()
        {
            // Nothing is held back.
        }
    }
}
