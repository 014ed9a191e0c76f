using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Dedupe.Formats.Packings;
using Dedupe.Tests.Sources;

namespace Dedupe.Formats.Tests.Same;

/// <summary>Files packed, and files in files.</summary>
internal static class WrittenPackings
{
    private const int ChunkBytes = 1 << 16;

    public static byte[] Bzip2(string text)
    {
        using var packed = new MemoryStream();
        using (var writer = new Bzip2Packing().Pack(packed))
        {
            writer.Write(Encoding.UTF8.GetBytes(text));
            writer.Finish();
        }

        return packed.ToArray();
    }

    /// <summary>One stream with one block whose chunks are stored: .NET has no packer for xz.</summary>
    public static byte[] Xz(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] flags = [0, 0];
        byte[] header = WithChecksum([2, 0, 0x21, 1, 0x18, 0, 0, 0]);
        using var chunks = new MemoryStream();
        for (int at = 0; at < bytes.Length; at += ChunkBytes)
        {
            int length = Math.Min(ChunkBytes, bytes.Length - at);
            chunks.Write([at == 0 ? (byte)1 : (byte)2, (byte)((length - 1) >> 8), (byte)(length - 1)]);
            chunks.Write(bytes, at, length);
        }

        chunks.WriteByte(0);
        long unpadded = header.Length + chunks.Length;
        Pad(chunks);
        using var records = new MemoryStream();
        records.Write([0, 1]);
        records.Write(Number(unpadded));
        records.Write(Number(bytes.Length));
        Pad(records);
        byte[] index = WithChecksum(records.ToArray());
        var backward = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(backward, (index.Length / 4) - 1);
        return
        [
            0xFD, .. "7zXZ"u8, 0, .. WithChecksum(flags), .. header, .. chunks.ToArray(), .. index,
            .. WithChecksum([.. backward, .. flags])[^4..], .. backward, .. flags, .. "YZ"u8,
        ];
    }

    public static byte[] Zip(IEnumerable<(string Name, string Content)> files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return packed.ToArray();
    }

    public static byte[] Tar(IEnumerable<(string Name, string Content)> files)
    {
        using var packed = new MemoryStream();
        using (var archive = new TarWriter(packed, leaveOpen: true))
        {
            foreach (var (name, content) in files)
                archive.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, name)
                    {
                        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
                    });
        }

        return packed.ToArray();
    }

    private static byte[] WithChecksum(byte[] bytes)
    {
        var sum = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Packed.Crc32(bytes));
        return [.. bytes, .. sum];
    }

    private static void Pad(MemoryStream stream)
    {
        while (stream.Length % 4 > 0)
            stream.WriteByte(0);
    }

    private static byte[] Number(long value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }
}
