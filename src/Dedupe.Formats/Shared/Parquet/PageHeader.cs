namespace Dedupe.Formats.Shared.Parquet;

/// <summary>What stands before a page.</summary>
internal struct PageHeader
{
    /// <summary>What the page holds.</summary>
    public PageKind Kind { get; private set; }

    /// <summary>Bytes of the page.</summary>
    public int Bytes { get; private set; }

    /// <summary>Bytes of it in the file.</summary>
    public int PackedBytes { get; private set; }

    /// <summary>CRC-32 of its bytes in the file; null: not told.</summary>
    public uint? Checksum { get; private set; }

    /// <summary>Values in it, those that are null included.</summary>
    public int Values { get; private set; }

    /// <summary>How values are written.</summary>
    public PageEncoding Encoding { get; private set; }

    /// <summary>How levels of definition are written.</summary>
    public PageEncoding DefinitionEncoding { get; private set; }

    /// <summary>How levels of repetition are written.</summary>
    public PageEncoding RepetitionEncoding { get; private set; }

    /// <summary>Of the second kind: bytes of levels of definition.</summary>
    public int DefinitionBytes { get; private set; }

    /// <summary>Of the second kind: bytes of levels of repetition.</summary>
    public int RepetitionBytes { get; private set; }

    /// <summary>Of the second kind: whether its values are packed.</summary>
    public bool IsPacked { get; private set; }

    /// <summary>Bytes of the header itself.</summary>
    public int Length { get; private set; }

    /// <summary>Reads one.</summary>
    public static PageHeader Read(ReadOnlySpan<byte> bytes)
    {
        var header = new PageHeader
        {
            IsPacked = true,
            DefinitionEncoding = PageEncoding.Hybrid,
            RepetitionEncoding = PageEncoding.Hybrid,
            Kind = (PageKind)(-1),
        };
        var reader = new ThriftReader(bytes);
        for (int field = 0; reader.TryField(ref field, out var type);)
        {
            switch (field)
            {
                case 1:
                    header.Kind = (PageKind)reader.Number32(type);
                    break;
                case 2:
                    header.Bytes = reader.Number32(type);
                    break;
                case 3:
                    header.PackedBytes = reader.Number32(type);
                    break;
                case 4:
                    header.Checksum = (uint)reader.Number32(type);
                    break;
                case 5 or 7:
                    ThriftReader.Struct(type);
                    header.ReadFirst(ref reader);
                    break;
                case 8:
                    ThriftReader.Struct(type);
                    header.ReadSecond(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        header.Length = reader.Position;
        if (header.Bytes < 0 || header.PackedBytes < 0 || header.Values < 0
            || header.DefinitionBytes < 0 || header.RepetitionBytes < 0
            || (long)header.DefinitionBytes + header.RepetitionBytes > Math.Min(header.Bytes, header.PackedBytes))
            throw ParquetFault.Corrupt("the header of a page makes no sense");
        return header;
    }

    // A page with values of the first kind, or a dictionary.
    private void ReadFirst(ref ThriftReader reader)
    {
        for (int field = 0; reader.TryField(ref field, out var type);)
        {
            switch (field)
            {
                case 1:
                    Values = reader.Number32(type);
                    break;
                case 2:
                    Encoding = (PageEncoding)reader.Number32(type);
                    break;
                case 3 when Kind == PageKind.Data:
                    DefinitionEncoding = (PageEncoding)reader.Number32(type);
                    break;
                case 4 when Kind == PageKind.Data:
                    RepetitionEncoding = (PageEncoding)reader.Number32(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private void ReadSecond(ref ThriftReader reader)
    {
        for (int field = 0; reader.TryField(ref field, out var type);)
        {
            switch (field)
            {
                case 1:
                    Values = reader.Number32(type);
                    break;
                case 4:
                    Encoding = (PageEncoding)reader.Number32(type);
                    break;
                case 5:
                    DefinitionBytes = reader.Number32(type);
                    break;
                case 6:
                    RepetitionBytes = reader.Number32(type);
                    break;
                case 7:
                    IsPacked = ThriftReader.Flag(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }
}
