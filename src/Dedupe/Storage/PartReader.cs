using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Dedupe.Kernels;
using Microsoft.Win32.SafeHandles;

namespace Dedupe.Storage;

/// <summary>Reads a part file. Safe from any thread.</summary>
internal sealed class PartReader : IDisposable
{
    private const int CheckBytes = 1 << 20;

    private readonly string path;
    private readonly SafeFileHandle? kept;
    private readonly Dictionary<(string, int), PartSection> sections = [];
    private readonly List<IDisposable> maps = [];
    private readonly Lock gate = new();

    /// <summary>Opens a part: trailer and table are checked, sections when they are read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stamp">What it must be a part of.</param>
    /// <param name="keepOpen">Whether the file stays open; else it is opened anew for each reading, as where there are
    /// thousands.</param>
    /// <exception cref="PartDamageException">It is no such part, or not whole.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public PartReader(string path, UInt128 stamp, bool keepOpen = true)
    {
        this.path = path;
        var handle = Open();
        try
        {
            Open(handle, stamp);
            if (keepOpen)
                kept = handle;
        }
        finally
        {
            if (kept is null)
                handle.Dispose();
        }
    }

    /// <summary>Bytes of a section; 0 when there is none of the name and number.</summary>
    public long Length(string name, int index) => sections.GetValueOrDefault((name, index)).Length;

    /// <summary>Reads a section.</summary>
    /// <exception cref="PartDamageException">It is not what was written.</exception>
    public T[] Read<T>(string name, int index)
        where T : unmanaged
    {
        var values = GC.AllocateUninitializedArray<T>((int)(Length(name, index) / Unsafe.SizeOf<T>()));
        Read(name, index, values.AsSpan());
        return values;
    }

    /// <summary>Reads a section to memory of its length.</summary>
    /// <exception cref="PartDamageException">It is not what was written.</exception>
    public void Read<T>(string name, int index, Span<T> values)
        where T : unmanaged
    {
        if (!sections.TryGetValue((name, index), out var section))
            return;
        var bytes = MemoryMarshal.AsBytes(values);
        if (bytes.Length != section.Length)
            throw Damage($"section {name} {index} has {section.Length} bytes");
        Fill(bytes, section.Offset);
        if (XxHash3.HashToUInt64(bytes) != section.Checksum)
            throw Damage($"section {name} {index} is not what was written");
    }

    /// <summary>Reads bytes of a section that was checked before.</summary>
    public void ReadAt(string name, int index, long offset, Span<byte> bytes) =>
        Fill(bytes, sections[(name, index)].Offset + offset);

    /// <summary>Bytes of a section will be read soon: the system may begin.</summary>
    public void ReadAheadOf(string name, int index, long offset, int length)
    {
        if (kept is not null)
            ReadAhead.Soon(kept, sections[(name, index)].Offset + offset, length);
    }

    /// <summary>
    /// A section as it stands in the file, until the reader is disposed. Cost: it is read once, to check it.
    /// </summary>
    /// <exception cref="PartDamageException">It is not what was written.</exception>
    public ReadOnlyMemory<T> Map<T>(string name, int index)
        where T : unmanaged
    {
        var section = sections.GetValueOrDefault((name, index));
        if (section.Length < Unsafe.SizeOf<T>())
            return default;
        Check(section);

        // What is mapped stays so when the file is closed.
        using var opened = kept is null ? Open() : null;
        using var mapped =
            MemoryMappedFile.CreateFromFile(
                kept ?? opened!, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        var map = new MappedMemory<T>(mapped, section.Offset, (int)(section.Length / Unsafe.SizeOf<T>()));
        lock (gate)
            maps.Add(map);
        return map.Memory;
    }

    /// <summary>Checks every section. Cost: the file is read once.</summary>
    /// <exception cref="PartDamageException">One is not what was written.</exception>
    public void Check()
    {
        foreach (var section in sections.Values)
            Check(section);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var map in maps)
            map.Dispose();
        kept?.Dispose();
    }

    private void Check(in PartSection section)
    {
        var hash = new XxHash3();
        var buffer = new byte[(int)Math.Min(CheckBytes, section.Length)];
        for (long at = 0; at < section.Length; at += buffer.Length)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, section.Length - at));
            Fill(piece, section.Offset + at);
            hash.Append(piece);
        }

        if (hash.GetCurrentHashAsUInt64() != section.Checksum)
            throw Damage($"section {section.Name} {section.Index} is not what was written");
    }

    private SafeFileHandle Open() =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.None);

    private void Open(SafeFileHandle handle, UInt128 stamp)
    {
        var length = RandomAccess.GetLength(handle);
        if (length < PartTrailer.Size)
            throw Damage("it is too short");
        Span<byte> end = stackalloc byte[PartTrailer.Size];
        Fill(handle, end, length - PartTrailer.Size);
        if (PartTrailer.Read(end) is not { } trailer
            || trailer.TableOffset + trailer.TableLength + PartTrailer.Size != length)
            throw Damage("its end is missing or not what was written");
        if (trailer.Stamp != stamp)
            throw Damage("it belongs to another run or another place");
        var table = new byte[trailer.TableLength];
        Fill(handle, table, trailer.TableOffset);
        if (XxHash3.HashToUInt64(table) != trailer.TableChecksum)
            throw Damage("its table is not what was written");
        using var reader = new BinaryReader(new MemoryStream(table), Encoding.UTF8);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var section = PartSection.Read(reader);
            sections.Add((section.Name, section.Index), section);
        }
    }

    private void Fill(Span<byte> bytes, long offset)
    {
        using var opened = kept is null ? Open() : null;
        Fill(kept ?? opened!, bytes, offset);
    }

    private void Fill(SafeFileHandle handle, Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(handle, bytes, offset);
            if (read == 0)
                throw Damage("it ends early");
            bytes = bytes[read..];
            offset += read;
        }
    }

    private PartDamageException Damage(string what) => new(path, what);
}
