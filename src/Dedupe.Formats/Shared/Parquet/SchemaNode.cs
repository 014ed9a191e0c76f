using System.Text;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>An element of a schema as it stands in the index: a group of others, or a column.</summary>
internal sealed class SchemaNode
{
    private const int ConvertedUtf8 = 0;
    private const int ConvertedDate = 6;
    private const int ConvertedMilliseconds = 9;
    private const int ConvertedMicroseconds = 10;
    private const int FirstUnsigned = 11;
    private const int LastUnsigned = 14;
    private const int FirstSigned = 15;
    private const int LastSigned = 18;
    private const int ConvertedJson = 19;
    private const int ConvertedEnum = 4;

    private int? converted;
    private int logical;
    private int logicalDetail;
    private bool isSigned = true;

    /// <summary>Its name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>How its values are stored; null of a group.</summary>
    public PhysicalType? Type { get; private set; }

    /// <summary>Bytes of a value, where the schema says so.</summary>
    public int TypeLength { get; private set; }

    /// <summary>0: there is always one; 1: there may be none; 2: there are any number.</summary>
    public int Repetition { get; private set; }

    /// <summary>How many elements it is made of.</summary>
    public int Children { get; private set; }

    /// <summary>What its values are to people.</summary>
    public FieldKind Kind => (Type, logical, converted) switch
    {
        // 13 is BSON.
        (PhysicalType.ByteArray, 0 or 1 or 4 or 12, null or ConvertedUtf8 or ConvertedEnum or ConvertedJson) =>
            FieldKind.Text,
        (PhysicalType.FixedBytes, 14, _) when TypeLength == 16 => FieldKind.Uuid,
        (PhysicalType.Int96, _, _) => FieldKind.JulianDay,
        (PhysicalType.Int32, 6, _) or (PhysicalType.Int32, 0, ConvertedDate) => FieldKind.Days,
        (PhysicalType.Int64, 8, _) => logicalDetail switch
        {
            1 => FieldKind.Milliseconds,
            2 => FieldKind.Microseconds,
            _ => FieldKind.Nanoseconds,
        },
        (PhysicalType.Int64, 0, ConvertedMilliseconds) => FieldKind.Milliseconds,
        (PhysicalType.Int64, 0, ConvertedMicroseconds) => FieldKind.Microseconds,
        (PhysicalType.Int32 or PhysicalType.Int64, 0, >= FirstUnsigned and <= LastUnsigned) => FieldKind.Unsigned,
        (PhysicalType.Int32 or PhysicalType.Int64, 10, _) => isSigned ? FieldKind.Number : FieldKind.Unsigned,
        (PhysicalType.Int32 or PhysicalType.Int64, 0, null or (>= FirstSigned and <= LastSigned)) => FieldKind.Number,
        _ => FieldKind.Other,
    };

    /// <summary>Reads one.</summary>
    public static SchemaNode Read(ref ThriftReader reader)
    {
        var node = new SchemaNode();
        for (int field = 0; reader.TryField(ref field, out var type);)
        {
            switch (field)
            {
                case 1:
                    node.Type = (PhysicalType)reader.Number32(type);
                    break;
                case 2:
                    node.TypeLength = reader.Number32(type);
                    break;
                case 3:
                    node.Repetition = reader.Number32(type);
                    break;
                case 4:
                    node.Name = Encoding.UTF8.GetString(reader.Binary(type));
                    break;
                case 5:
                    node.Children = reader.Number32(type);
                    break;
                case 6:
                    node.converted = reader.Number32(type);
                    break;
                case 10:
                    node.ReadLogical(ref reader, type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (node.Children > 0)
            node.Type = null;
        return node;
    }

    // A union: one field, whose number is the type.
    private void ReadLogical(ref ThriftReader reader, ThriftType type)
    {
        ThriftReader.Struct(type);
        for (int field = 0; reader.TryField(ref field, out var inner);)
        {
            logical = field;
            if (field is not (8 or 10))
            {
                reader.Skip(inner);
                continue;
            }

            ThriftReader.Struct(inner);
            for (int part = 0; reader.TryField(ref part, out var detail);)
            {
                if (field == 10 && part == 2)
                    isSigned = ThriftReader.Flag(detail);
                else if (field == 8 && part == 2)
                    logicalDetail = ReadUnit(ref reader, detail);
                else
                    reader.Skip(detail);
            }
        }
    }

    private static int ReadUnit(ref ThriftReader reader, ThriftType type)
    {
        ThriftReader.Struct(type);
        int unit = 0;
        for (int field = 0; reader.TryField(ref field, out var inner);)
        {
            unit = field;
            reader.Skip(inner);
        }

        return unit;
    }
}
