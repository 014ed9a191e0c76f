using System.Buffers.Binary;
using System.Text;

namespace Dedupe.Sources;

/// <summary>Takes characters of UTF-16 and UTF-32 from bytes.</summary>
/// <param name="codePage">See <see cref="ByteOrder"/>.</param>
internal readonly struct WideUnits(int codePage)
{
    /// <summary>Stands in UTF-8 for what is no character, where reading goes on: no UTF-8 begins with it.</summary>
    public const byte Invalid = 0xFF;

    // Of a unit of UTF-16 three bytes at most, of one of UTF-32 four.
    private const int MostGrowth = 2;

    private readonly bool bigEndian = codePage is ByteOrder.Utf16BigEndian or ByteOrder.Utf32BigEndian;

    /// <summary>Bytes of a unit.</summary>
    public int Bytes { get; } = codePage is ByteOrder.Utf16 or ByteOrder.Utf16BigEndian ? 2 : 4;

    /// <summary>
    /// A whole text in UTF-8, with <see cref="Invalid"/> for what is no character: what <see cref="WideReader"/> makes
    /// of a record.
    /// </summary>
    /// <param name="bytes">The text.</param>
    /// <param name="buffer">Gets it, and is made larger where it must be.</param>
    public ReadOnlyMemory<byte> ToUtf8(ReadOnlySpan<byte> bytes, ref byte[] buffer)
    {
        if (buffer.Length < MostGrowth * bytes.Length)
            buffer = new byte[MostGrowth * bytes.Length];
        int end = 0;
        while (!bytes.IsEmpty)
        {
            if (TryTake(bytes, out var rune, out int length) is null)
                end += rune.EncodeToUtf8(buffer.AsSpan(end));
            else
                buffer[end++] = Invalid;
            bytes = bytes[length..];
        }

        return buffer.AsMemory(0, end);
    }

    /// <summary>Takes the character at the front of bytes that are not empty.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="rune">The character.</param>
    /// <param name="length">Bytes that it takes, or that are to be passed over.</param>
    /// <returns>What there is instead of a character; null when there is one.</returns>
    public string? TryTake(ReadOnlySpan<byte> bytes, out Rune rune, out int length)
    {
        rune = default;
        length = Math.Min(Bytes, bytes.Length);
        if (bytes.Length < Bytes)
            return Bytes == 2 ? "half a UTF-16 unit at the end" : "part of a UTF-32 unit at the end";
        if (Bytes == 4)
        {
            uint number = bigEndian
                ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
                : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            return Rune.TryCreate(number, out rune) ? null : "a number that is no character";
        }

        char first = UnitAt(bytes);
        if (Rune.TryCreate(first, out rune))
            return null;
        if (char.IsHighSurrogate(first) && bytes.Length < 4)
        {
            length = bytes.Length;
            return "half a surrogate pair at the end";
        }

        if (!char.IsHighSurrogate(first) || !Rune.TryCreate(first, UnitAt(bytes[2..]), out rune))
            return "a lone surrogate";
        length = 4;
        return null;
    }

    private char UnitAt(ReadOnlySpan<byte> bytes) =>
        (char)(
            bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes));
}
