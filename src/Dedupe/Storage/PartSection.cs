namespace Dedupe.Storage;

/// <summary>A section of a part file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Its number among those of the name.</param>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Checksum">XXH3 of its bytes.</param>
internal readonly record struct PartSection(string Name, int Index, long Offset, long Length, ulong Checksum)
{
    /// <summary>Reads an entry of the table.</summary>
    public static PartSection Read(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt64());

    /// <summary>Writes an entry of the table.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write(Index);
        writer.Write(Offset);
        writer.Write(Length);
        writer.Write(Checksum);
    }
}
