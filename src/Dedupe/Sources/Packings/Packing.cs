namespace Dedupe.Sources.Packings;

/// <summary>
/// A way in which inputs are packed: how it is told, unpacked and written again. Safe for threads.
/// </summary>
internal abstract class Packing
{
    /// <summary>Bytes as they are.</summary>
    public static Packing None { get; } = new NoPacking();

    /// <summary>The end of the names of its files, with the dot, such as <c>.gz</c>.</summary>
    public abstract string Extension { get; }

    /// <summary>Bytes at the start of a file that tell it.</summary>
    public abstract int MarkBytes { get; }

    /// <summary>
    /// How many times larger news text is unpacked, about. A part is work and memory, and both go by that.
    /// </summary>
    public virtual int Growth => 3;

    /// <summary>Whether a file that begins so is packed in this way.</summary>
    /// <param name="start">Its first bytes; fewer than wanted when it is shorter.</param>
    public abstract bool Begins(ReadOnlySpan<byte> start);

    /// <summary>Unpacks.</summary>
    /// <param name="packed">The bytes of the file; closed with the reader that is made of it.</param>
    /// <param name="format">What is inside.</param>
    /// <param name="environment">What the machine has.</param>
    public abstract ByteReader Unpack(ByteReader packed, InputFormat format, SourceEnvironment environment);

    /// <summary>
    /// Whether it can be written: else files of many documents are kept whole when they are filtered.
    /// </summary>
    public virtual bool IsWrittenAgain => true;

    /// <summary>Packs. Asked only where <see cref="IsWrittenAgain"/>.</summary>
    /// <param name="inner">The stream that is written to. It stays open.</param>
    public abstract PackedWriter Pack(Stream inner);
}
