using System.Buffers;
using System.Buffers.Binary;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>Values of a page, written one behind the other.</summary>
internal sealed class PlainValues(ParquetColumn column)
{
    private readonly ArrayBufferWriter<byte> bytes = new();
    private int bits;
    private int held;

    /// <summary>Bytes at hand.</summary>
    public int Length => bytes.WrittenCount;

    /// <summary>Adds a value.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        if (column.Type == PhysicalType.Boolean)
        {
            held |= value[0] << bits++;
            if (bits == 8)
                EndByte();
            return;
        }

        if (column.Type == PhysicalType.ByteArray)
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(length, value.Length);
            bytes.Write(length);
        }

        bytes.Write(value);
    }

    /// <summary>All of them; after this there are none. Valid until the next is added.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        if (bits > 0)
            EndByte();
        var taken = bytes.WrittenMemory;
        bytes.ResetWrittenCount();
        return taken;
    }

    private void EndByte()
    {
        bytes.Write([(byte)held]);
        (held, bits) = (0, 0);
    }
}
