using System.Buffers;
using System.Text;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>Writes Thrift's compact protocol.</summary>
internal sealed class ThriftWriter
{
    private const int LongList = 15;

    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly Stack<int> outer = [];
    private int last;

    /// <summary>What is written so far.</summary>
    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    /// <summary>A field with a number of 32 bits.</summary>
    public void Int32(int field, long value)
    {
        Head(field, ThriftType.Int32);
        ZigZag(value);
    }

    /// <summary>A field with a number of 16 bits.</summary>
    public void Int16(int field, long value)
    {
        Head(field, ThriftType.Int16);
        ZigZag(value);
    }

    /// <summary>A field with a number of 64 bits.</summary>
    public void Int64(int field, long value)
    {
        Head(field, ThriftType.Int64);
        ZigZag(value);
    }

    /// <summary>A field that is true or false.</summary>
    public void Flag(int field, bool value) => Head(field, value ? ThriftType.True : ThriftType.False);

    /// <summary>A field with a text.</summary>
    public void Text(int field, string value)
    {
        Head(field, ThriftType.Binary);
        Element(value);
    }

    /// <summary>A field with a value that is written already.</summary>
    public void Raw(int field, ThriftType type, ReadOnlySpan<byte> value)
    {
        Head(field, type);
        bytes.Write(value);
    }

    /// <summary>Begins a field that is a structure.</summary>
    public void Begin(int field)
    {
        Head(field, ThriftType.Struct);
        BeginElement();
    }

    /// <summary>Begins a structure that is an element of a list, or stands by itself.</summary>
    public void BeginElement()
    {
        outer.Push(last);
        last = 0;
    }

    /// <summary>Ends a structure.</summary>
    public void End()
    {
        Byte(0);
        last = outer.Pop();
    }

    /// <summary>Begins a field that is a list; the elements follow.</summary>
    public void List(int field, ThriftType element, int count)
    {
        Head(field, ThriftType.List);
        if (count < LongList)
        {
            Byte((byte)((count << 4) | (int)element));
            return;
        }

        Byte((byte)((LongList << 4) | (int)element));
        Varint((ulong)count);
    }

    /// <summary>An element that is a text.</summary>
    public void Element(string value)
    {
        byte[] text = Encoding.UTF8.GetBytes(value);
        Varint((ulong)text.Length);
        bytes.Write(text);
    }

    /// <summary>An element that is a number.</summary>
    public void Element(long value) => ZigZag(value);

    /// <summary>An element that is written already.</summary>
    public void Element(ReadOnlySpan<byte> value) => bytes.Write(value);

    private void Head(int field, ThriftType type)
    {
        int delta = field - last;
        last = field;
        if (delta is > 0 and <= 15)
        {
            Byte((byte)((delta << 4) | (int)type));
            return;
        }

        Byte((byte)type);
        ZigZag(field);
    }

    private void Byte(byte value) => bytes.Write([value]);

    private void ZigZag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((byte)(value | 0x80));
        Byte((byte)value);
    }
}
