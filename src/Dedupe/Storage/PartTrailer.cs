using System.Buffers.Binary;
using System.IO.Hashing;

namespace Dedupe.Storage;

/// <summary>
/// The last bytes of a part file: they vouch for its table, and are vouched for by a checksum of their own.
/// </summary>
/// <param name="Stamp">What the part is a part of.</param>
/// <param name="TableOffset">First byte of the table; the trailer follows it.</param>
/// <param name="TableLength">Bytes of the table.</param>
/// <param name="TableChecksum">XXH3 of the table.</param>
internal readonly record struct PartTrailer(UInt128 Stamp, long TableOffset, long TableLength, ulong TableChecksum)
{
    /// <summary>Bytes of a trailer.</summary>
    public const int Size = 56;

    private const ulong Magic = 0x3150_4550_5544_4544; // "DEDUPEP1"

    /// <summary>Reads a trailer; null when the bytes are none.</summary>
    public static PartTrailer? Read(ReadOnlySpan<byte> bytes)
    {
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes[48..]) != XxHash3.HashToUInt64(bytes[..48]))
            return null;
        return new PartTrailer(
            BinaryPrimitives.ReadUInt128LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[40..]));
    }

    /// <summary>Whether a file ends as part files do, of whatever run.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsAtEndOf(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Size];
        var length = RandomAccess.GetLength(file);
        return length >= Size && RandomAccess.Read(file, bytes, length - Size) == Size && Read(bytes) is not null;
    }

    /// <summary>Writes it.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes[8..], Stamp);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], TableOffset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], TableLength);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[40..], TableChecksum);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[48..], XxHash3.HashToUInt64(bytes[..48]));
    }
}
