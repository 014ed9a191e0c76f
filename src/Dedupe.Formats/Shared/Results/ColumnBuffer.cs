using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Dedupe.Formats.Shared.Parquet;

namespace Dedupe.Formats.Shared.Results;

/// <summary>Values of a column of a table until they are written.</summary>
internal sealed class ColumnBuffer(TableColumn column, ParquetColumn stored)
{
    private readonly List<int> repetition = [];
    private readonly List<int> definition = [];
    private readonly List<int> places = [];
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private readonly PlainValues plain = new(stored);
    private int count;

    /// <summary>What it is.</summary>
    public TableColumn Column => column;

    /// <summary>Bytes at hand.</summary>
    public int Length => plain.Length;

    /// <summary>Adds the values of a row.</summary>
    public void Add(JsonElement row)
    {
        if (column.List is null)
        {
            Add(column.Get(row), start: true, level: 0);
            return;
        }

        bool start = true;
        if (row.TryGetProperty(column.List, out var list))
        {
            foreach (var element in list.EnumerateArray())
            {
                Add(column.Get(element), start, level: 1);
                start = false;
            }
        }

        // A list with nothing in it.
        if (start)
            AddLevels(start, 0);
    }

    /// <summary>Writes all as a column of the row group, and forgets it.</summary>
    public void Write(ParquetFileWriter writer)
    {
        writer.BeginColumn(stored, packing: 0);
        bool asPlaces = column.IsRepetitive && known.Count > 0;
        if (asPlaces)
            writer.WriteDictionary(Dictionary());
        writer.WritePage(
            CollectionsMarshal.AsSpan(repetition), CollectionsMarshal.AsSpan(definition), count,
            asPlaces ? null : plain, CollectionsMarshal.AsSpan(places));
        writer.EndColumn();
        repetition.Clear();
        definition.Clear();
        places.Clear();
        known.Clear();
        count = 0;
    }

    private void Add(JsonElement value, bool start, int level)
    {
        bool isThere = value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
        if (!isThere && !column.IsOptional)
            throw new FormatException($"there is no {column.Name}");
        AddLevels(start, level + (isThere && column.IsOptional ? 1 : 0));
        if (isThere)
            AddValue(value);
    }

    private void AddLevels(bool start, int level)
    {
        count++;
        if (stored.Repetition > 0)
            repetition.Add(start ? 0 : 1);
        if (stored.Definition > 0)
            definition.Add(level);
    }

    private void AddValue(JsonElement value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        switch (column.Type)
        {
            case PhysicalType.ByteArray when column.IsRepetitive:
                string text = value.GetString()!;
                if (!known.TryGetValue(text, out int place))
                    known.Add(text, place = known.Count);
                places.Add(place);
                return;
            case PhysicalType.ByteArray:
                plain.Add(Encoding.UTF8.GetBytes(value.GetString()!));
                return;
            case PhysicalType.Boolean:
                bytes = bytes[..1];
                bytes[0] = value.GetBoolean() ? (byte)1 : (byte)0;
                break;
            case PhysicalType.Int32:
                bytes = bytes[..sizeof(int)];
                BinaryPrimitives.WriteInt32LittleEndian(bytes, value.GetInt32());
                break;
            case PhysicalType.Double:
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value.GetDouble());
                break;
            default:
                BinaryPrimitives.WriteInt64LittleEndian(
                    bytes, (value.GetDateTimeOffset() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
                break;
        }

        plain.Add(bytes);
    }

    private PageValues Dictionary()
    {
        var values = new PageValues();
        values.Variable(known.Count);
        var bytes = new MemoryStream();
        foreach (var (text, place) in known)
        {
            byte[] encoded = Encoding.UTF8.GetBytes(text);
            values.Set(place, (int)bytes.Length, encoded.Length);
            bytes.Write(encoded);
        }

        values.Bytes = bytes.ToArray();
        return values;
    }
}
