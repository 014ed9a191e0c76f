using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Dedupe.Storage;

/// <summary>
/// Writes a part file: named sections one after the other, then a table with place, length and checksum (XXH3) of each,
/// then a trailer that vouches for the table. What was changed, cut or put in another's place is told when it is read.
/// </summary>
/// <param name="stream">The file, empty.</param>
/// <param name="stamp">What the part is a part of: a reader must expect the same.</param>
internal sealed class PartWriter(Stream stream, UInt128 stamp)
{
    /// <summary>Sections begin at multiples of this, so that they can be mapped as arrays.</summary>
    public const int Alignment = 64;

    private readonly List<PartSection> sections = [];
    private readonly XxHash3 checksum = new();
    private long position;
    private long start;

    /// <summary>Writes a section.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="index">Its number among those of the name.</param>
    /// <param name="values">What it holds.</param>
    public void Write<T>(string name, int index, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Begin();
        Append(MemoryMarshal.AsBytes(values));
        End(name, index);
    }

    /// <summary>Begins a section that is written in pieces.</summary>
    public void Begin()
    {
        stream.Write(new byte[(int)(-position & (Alignment - 1))]);
        start = position += -position & (Alignment - 1);
    }

    /// <summary>Adds bytes to the section.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        checksum.Append(bytes);
        stream.Write(bytes);
        position += bytes.Length;
    }

    /// <summary>Ends the section.</summary>
    public void End(string name, int index) =>
        sections.Add(new PartSection(name, index, start, position - start, TakeChecksum()));

    /// <summary>Writes table and trailer. A part without them is none.</summary>
    public void Finish()
    {
        var table = new MemoryStream();
        using (var writer = new BinaryWriter(table, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(sections.Count);
            foreach (var section in sections)
                section.Write(writer);
        }

        Begin();
        Append(table.GetBuffer().AsSpan(0, (int)table.Length));
        Span<byte> trailer = stackalloc byte[PartTrailer.Size];
        new PartTrailer(stamp, start, table.Length, TakeChecksum()).Write(trailer);
        stream.Write(trailer);
    }

    private ulong TakeChecksum()
    {
        var hash = checksum.GetCurrentHashAsUInt64();
        checksum.Reset();
        return hash;
    }
}
