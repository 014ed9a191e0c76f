using System.IO.Compression;
using System.Text;

namespace Dedupe.Tests.Sources;

/// <summary>Packs test data with other people's packers.</summary>
internal static class Packed
{
    /// <summary>Documents as JSON lines, to be packed.</summary>
    public static string Lines(int from, int count) =>
        string.Concat(
            Enumerable.Range(from, count)
                .Select(i => $"{{\"id\":{i},\"text\":\"story number {i} of {i * 7919 % 1000}\"}}\n"));

    public static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        // GZipStream writes nothing at all for no content; a gzip file always has a member.
        if (content.Length == 0)
            return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, level))
            stream.Write(content);
        return packed.ToArray();
    }

    public static byte[] Gzip(string content) => Gzip(Encoding.UTF8.GetBytes(content));

    /// <summary>The checksum of gzip, one bit after the other as RFC 1952 defines it.</summary>
    public static uint Crc32(ReadOnlySpan<byte> content)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in content)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ (0xEDB88320 & (0 - (sum & 1)));
        }

        return ~sum;
    }

    /// <summary>One Zstandard frame.</summary>
    public static byte[] Zstandard(string content)
    {
        using var compressor = new ZstdSharp.Compressor();
        return compressor.Wrap(Encoding.UTF8.GetBytes(content)).ToArray();
    }
}
