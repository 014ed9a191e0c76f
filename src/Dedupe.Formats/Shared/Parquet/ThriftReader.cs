using Dedupe.Sources;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>
/// Reads Thrift's compact protocol, in which Parquet writes its index. Each read is within the bytes: what leads out of
/// them is truncated, what makes no sense corrupt.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int MostDepth = 64;
    private const int MostVarintBytes = 10;
    private const int DoubleBytes = 8;
    private const int LongList = 15;

    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Goes to the next field of a structure; false at its end.</summary>
    /// <param name="field">The number of the field before it, 0 at first; becomes that of the field.</param>
    /// <param name="type">The type of its value, which must be read or skipped next.</param>
    public bool TryField(ref int field, out ThriftType type)
    {
        byte head = Byte();
        type = (ThriftType)(head & 0x0F);
        if (type == ThriftType.Stop)
            return false;
        if (type > ThriftType.Struct)
            throw ParquetFault.Corrupt("a field of the index has an unknown type");
        int delta = head >> 4;
        field = delta == 0 ? (int)ZigZag() : field + delta;
        return true;
    }

    /// <summary>A whole number.</summary>
    public long Number(ThriftType type) => type switch
    {
        ThriftType.Byte => (sbyte)Byte(),
        ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64 => ZigZag(),
        _ => throw Unexpected(),
    };

    /// <summary>A whole number of 32 bits.</summary>
    public int Number32(ThriftType type)
    {
        long value = Number(type);
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Unexpected();
    }

    /// <summary>True or false.</summary>
    public static bool Flag(ThriftType type) => type switch
    {
        ThriftType.True => true,
        ThriftType.False => false,
        _ => throw Unexpected(),
    };

    /// <summary>Bytes, or a text.</summary>
    public ReadOnlySpan<byte> Binary(ThriftType type)
    {
        if (type != ThriftType.Binary)
            throw Unexpected();
        return Take(Varint());
    }

    /// <summary>The head of a list: how many elements follow, each at least one byte.</summary>
    public int List(ThriftType type, out ThriftType element)
    {
        if (type is not (ThriftType.List or ThriftType.Set))
            throw Unexpected();
        byte head = Byte();
        element = (ThriftType)(head & 0x0F);
        ulong size = (ulong)(head >> 4);
        if (size == LongList)
            size = Varint();
        return size <= (ulong)(bytes.Length - Position)
            ? (int)size
            : throw ParquetFault.Truncated("a list of the index is longer than the index");
    }

    /// <summary>Checks that a structure follows.</summary>
    public static void Struct(ThriftType type)
    {
        if (type != ThriftType.Struct)
            throw Unexpected();
    }

    /// <summary>Passes over a value, and hands over its bytes.</summary>
    public ReadOnlySpan<byte> Skip(ThriftType type)
    {
        int start = Position;
        Skip(type, isElement: false, depth: 0);
        return bytes[start..Position];
    }

    private void Skip(ThriftType type, bool isElement, int depth)
    {
        if (depth > MostDepth)
            throw ParquetFault.Corrupt("the index is nested too deep");
        switch (type)
        {
            // As fields they are in the type, in lists a byte.
            case ThriftType.True or ThriftType.False when !isElement:
                break;
            case ThriftType.True or ThriftType.False or ThriftType.Byte:
                Take(1);
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                Varint();
                break;
            case ThriftType.Double:
                Take(DoubleBytes);
                break;
            case ThriftType.Binary:
                Take(Varint());
                break;
            case ThriftType.List or ThriftType.Set:
                for (int left = List(type, out var element); left > 0; left--)
                    Skip(element, isElement: true, depth + 1);
                break;
            case ThriftType.Map:
                SkipMap(depth);
                break;
            case ThriftType.Struct:
                for (int field = 0; TryField(ref field, out var inner);)
                    Skip(inner, isElement: false, depth + 1);
                break;
            default:
                throw Unexpected();
        }
    }

    private void SkipMap(int depth)
    {
        ulong size = Varint();
        if (size == 0)
            return;
        if (size > (ulong)(bytes.Length - Position))
            throw ParquetFault.Truncated("a map of the index is longer than the index");
        byte types = Byte();
        for (; size > 0; size--)
        {
            Skip((ThriftType)(types >> 4), isElement: true, depth + 1);
            Skip((ThriftType)(types & 0x0F), isElement: true, depth + 1);
        }
    }

    private byte Byte() => Position < bytes.Length ? bytes[Position++] : throw End();

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(bytes.Length - Position))
            throw End();
        var taken = bytes.Slice(Position, (int)length);
        Position += (int)length;
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int count = 0; count < MostVarintBytes; count++)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << (7 * count);
            if (next < 0x80)
                return value;
        }

        throw ParquetFault.Corrupt("a number of the index is too long");
    }

    private long ZigZag()
    {
        ulong value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private static InputException End() => ParquetFault.Truncated("the index ends too early");

    private static InputException Unexpected() => ParquetFault.Corrupt("a field of the index is of another type");
}
