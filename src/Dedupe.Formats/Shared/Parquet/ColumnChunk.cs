namespace Dedupe.Formats.Shared.Parquet;

/// <summary>Where the values of a column in a row group stand, as the index says.</summary>
internal sealed class ColumnChunk
{
    /// <summary>Whether its values stand in another file.</summary>
    public bool IsElsewhere { get; private set; }

    /// <summary>Whether its values are encrypted.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>Whether the index tells where it is.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>How its values are stored.</summary>
    public int Type { get; private set; }

    /// <summary>How its pages are packed.</summary>
    public int Codec { get; private set; }

    /// <summary>Values in it, those that are null included.</summary>
    public long Values { get; private set; }

    /// <summary>Bytes of its pages with their headers.</summary>
    public long PackedBytes { get; private set; }

    /// <summary>The same before packing.</summary>
    public long Bytes { get; private set; }

    /// <summary>The byte of the file at which it begins.</summary>
    public long Start => DictionaryOffset > 0 && DictionaryOffset < DataOffset ? DictionaryOffset : DataOffset;

    /// <summary>Metadata of its own, as written; empty: none.</summary>
    public byte[] KeyValues { get; private set; } = [];

    /// <summary>How its values are written, as written.</summary>
    public byte[] Encodings { get; private set; } = [];

    /// <summary>Its least and greatest values and the like, as written; empty: not told.</summary>
    public byte[] Statistics { get; private set; } = [];

    /// <summary>The byte of the file at which its first page with values begins.</summary>
    public long DataOffset { get; private set; }

    /// <summary>The byte of the file at which its dictionary begins; 0: not told.</summary>
    public long DictionaryOffset { get; private set; }

    /// <summary>Reads one.</summary>
    public static ColumnChunk Read(ref ThriftReader reader)
    {
        var chunk = new ColumnChunk();
        for (int field = 0; reader.TryField(ref field, out var type);)
        {
            switch (field)
            {
                case 1:
                    chunk.IsElsewhere = reader.Binary(type).Length > 0;
                    break;
                case 3:
                    ThriftReader.Struct(type);
                    chunk.ReadMetadata(ref reader);
                    break;
                case 8 or 9:
                    chunk.IsEncrypted = true;
                    reader.Skip(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return chunk;
    }

    private void ReadMetadata(ref ThriftReader reader)
    {
        IsKnown = true;
        for (int field = 0; reader.TryField(ref field, out var type);)
        {
            switch (field)
            {
                case 1:
                    Type = reader.Number32(type);
                    break;
                case 2:
                    Encodings = reader.Skip(type).ToArray();
                    break;
                case 4:
                    Codec = reader.Number32(type);
                    break;
                case 5:
                    Values = reader.Number(type);
                    break;
                case 6:
                    Bytes = reader.Number(type);
                    break;
                case 7:
                    PackedBytes = reader.Number(type);
                    break;
                case 8:
                    KeyValues = reader.Skip(type).ToArray();
                    break;
                case 9:
                    DataOffset = reader.Number(type);
                    break;
                case 11:
                    DictionaryOffset = reader.Number(type);
                    break;
                case 12:
                    Statistics = reader.Skip(type).ToArray();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }
}
