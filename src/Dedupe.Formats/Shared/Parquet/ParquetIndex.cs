namespace Dedupe.Formats.Shared.Parquet;

/// <summary>
/// The index at the end of a file: its schema, and where each column of each row group is. What is only passed on when
/// the file is written again is kept as written.
/// </summary>
internal sealed class ParquetIndex
{
    private const long MostRows = 1L << 40;

    /// <summary>The columns.</summary>
    public required ParquetSchema Schema { get; init; }

    /// <summary>The stretches of rows, in order.</summary>
    public required IReadOnlyList<RowGroup> Groups { get; init; }

    /// <summary>The version of the format that the writer named.</summary>
    public long Version { get; private init; }

    /// <summary>The byte of the file at which the index begins: all pages are before it.</summary>
    public long Start { get; private init; }

    /// <summary>Whether some of the columns are encrypted.</summary>
    public bool IsEncrypted { get; private init; }

    /// <summary>The schema as written.</summary>
    public required byte[] SchemaBytes { get; init; }

    /// <summary>Metadata of the file, as written; empty: none.</summary>
    public byte[] KeyValues { get; private init; } = [];

    /// <summary>Who wrote the file, as written; empty: not told.</summary>
    public byte[] CreatedBy { get; private init; } = [];

    /// <summary>How values are compared, as written; empty: not told.</summary>
    public byte[] Orders { get; private init; } = [];

    /// <summary>Reads it.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="start">The byte of the file at which they begin.</param>
    /// <exception cref="Sources.InputException">It makes no sense.</exception>
    public static ParquetIndex Read(ReadOnlySpan<byte> bytes, long start)
    {
        var reader = new ThriftReader(bytes);
        var nodes = new List<SchemaNode>();
        var groups = new List<RowGroup>();
        byte[] schema = [], keyValues = [], createdBy = [], orders = [];
        bool encrypted = false;
        long version = 1;
        long? rows = null;
        for (int field = 0; reader.TryField(ref field, out var type);)
        {
            switch (field)
            {
                case 1:
                    version = reader.Number(type);
                    break;
                case 2:
                    int before = reader.Position;
                    for (int left = reader.List(type, out var element); left > 0; left--)
                    {
                        ThriftReader.Struct(element);
                        nodes.Add(SchemaNode.Read(ref reader));
                    }

                    schema = bytes[before..reader.Position].ToArray();
                    break;
                case 3:
                    rows = reader.Number(type);
                    break;
                case 4:
                    for (int left = reader.List(type, out var element); left > 0; left--)
                    {
                        ThriftReader.Struct(element);
                        groups.Add(RowGroup.Read(ref reader));
                    }

                    break;
                case 5:
                    keyValues = reader.Skip(type).ToArray();
                    break;
                case 6:
                    createdBy = reader.Skip(type).ToArray();
                    break;
                case 7:
                    orders = reader.Skip(type).ToArray();
                    break;
                case 8:
                    encrypted = true;
                    reader.Skip(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        var index = new ParquetIndex
        {
            Schema = new ParquetSchema(nodes),
            Groups = groups,
            Version = version,
            Start = start,
            IsEncrypted = encrypted,
            SchemaBytes = schema,
            KeyValues = keyValues,
            CreatedBy = createdBy,
            Orders = orders,
        };
        index.Check();
        if (rows != groups.Sum(static group => group.Rows))
            throw ParquetFault.Corrupt("the row groups do not have as many rows as the file");
        return index;
    }

    private void Check()
    {
        foreach (var group in Groups)
        {
            if (group.Rows is < 0 or > MostRows || group.Columns.Count != Schema.Columns.Count)
                throw ParquetFault.Corrupt("a row group does not have the columns of the schema");
        }
    }
}
