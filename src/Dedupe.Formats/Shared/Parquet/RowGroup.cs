namespace Dedupe.Formats.Shared.Parquet;

/// <summary>A stretch of rows whose columns stand together.</summary>
internal sealed class RowGroup
{
    /// <summary>Its columns, in the order of the schema.</summary>
    public List<ColumnChunk> Columns { get; } = [];

    /// <summary>How many rows.</summary>
    public long Rows { get; private set; }

    /// <summary>How its rows are sorted, as written; empty: not told.</summary>
    public byte[] Sorting { get; private set; } = [];

    /// <summary>The byte of the file at which it begins.</summary>
    public long Start
    {
        get
        {
            long start = long.MaxValue;
            foreach (var column in Columns)
                start = Math.Min(start, column.IsKnown ? column.Start : long.MaxValue);
            return start == long.MaxValue ? 0 : Math.Max(0, start);
        }
    }

    /// <summary>Reads one.</summary>
    public static RowGroup Read(ref ThriftReader reader)
    {
        var group = new RowGroup();
        for (int field = 0; reader.TryField(ref field, out var type);)
        {
            switch (field)
            {
                case 1:
                    for (int left = reader.List(type, out var element); left > 0; left--)
                    {
                        ThriftReader.Struct(element);
                        group.Columns.Add(ColumnChunk.Read(ref reader));
                    }

                    break;
                case 3:
                    group.Rows = reader.Number(type);
                    break;
                case 4:
                    group.Sorting = reader.Skip(type).ToArray();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return group;
    }
}
