using System.Buffers.Binary;
using System.IO.Compression;
using Dedupe.Sources;
using K4os.Compression.LZ4;
using Snappier;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>Packs and unpacks pages; the numbers are Parquet's. Every page is packed by itself.</summary>
internal static class PageCodec
{
    private const int Plain = 0;
    private const int Snap = 1;
    private const int Gzip = 2;
    private const int Brotli = 4;
    private const int HadoopLz4 = 5;
    private const int Zstandard = 6;
    private const int Lz4 = 7;
    private const int BrotliQuality = 5;
    private const int BrotliWindow = 22;

    private static readonly string[] Names =
        ["uncompressed", "snappy", "gzip", "lzo", "brotli", "lz4", "zstd", "lz4_raw"];

    /// <summary>Whether pages packed so are read and written.</summary>
    public static bool Knows(int codec) => codec is Plain or Snap or Gzip or Brotli or HadoopLz4 or Zstandard or Lz4;

    /// <summary>What a codec is called.</summary>
    public static string NameOf(int codec) =>
        codec >= 0 && codec < Names.Length ? Names[codec] : $"number {codec}";

    /// <summary>Unpacks a page of known size.</summary>
    /// <param name="codec">How it is packed.</param>
    /// <param name="packed">Holds it.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="page">Takes it.</param>
    /// <param name="at">Where it goes.</param>
    /// <param name="size">The bytes it must be.</param>
    /// <exception cref="InputException">It is damaged, or of another size.</exception>
    public static void Unpack(int codec, byte[] packed, int start, int length, byte[] page, int at, int size)
    {
        var bytes = packed.AsSpan(start, length);
        var output = page.AsSpan(at, size);
        int written;
        try
        {
            written = codec switch
            {
                Plain => Copy(bytes, output),
                Snap => Snappy.TryDecompress(bytes, output, out int count) ? count : -1,
                Gzip => Unzip(packed, start, length, output),
                Brotli => BrotliDecoder.TryDecompress(bytes, output, out int count) ? count : -1,
                HadoopLz4 => UnpackHadoop(bytes, output),
                Zstandard => ZstdPages.Unpack(packed, start, length, page, at, size),
                Lz4 => LZ4Codec.Decode(bytes, output),
                _ => throw ParquetFault.Unsupported($"pages packed with {NameOf(codec)} are not read"),
            };
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException or InvalidOperationException)
        {
            written = -1;
        }

        if (written != size)
            throw ParquetFault.Corrupt($"a page packed with {NameOf(codec)} is damaged");
    }

    /// <summary>Packs a page. Only for codecs that are known.</summary>
    public static ReadOnlyMemory<byte> Pack(int codec, ReadOnlyMemory<byte> page)
    {
        switch (codec)
        {
            case Plain:
                return page;
            case Snap:
                return Snappy.CompressToArray(page.Span);
            case Gzip:
                var packed = new MemoryStream();
                using (var stream = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
                    stream.Write(page.Span);
                return packed.GetBuffer().AsMemory(0, (int)packed.Length);
            case Brotli:
                byte[] brotli = new byte[BrotliEncoder.GetMaxCompressedLength(page.Length)];
                return BrotliEncoder.TryCompress(page.Span, brotli, out int written, BrotliQuality, BrotliWindow)
                    ? brotli.AsMemory(0, written)
                    : throw new IOException("A page could not be packed with brotli.");
            case Zstandard:
                return ZstdPages.Pack(page.Span);
            default:
                int head = codec == HadoopLz4 ? 2 * sizeof(int) : 0;
                byte[] lz4 = new byte[head + LZ4Codec.MaximumOutputSize(page.Length)];
                int length = LZ4Codec.Encode(page.Span, lz4.AsSpan(head));
                if (head > 0)
                {
                    BinaryPrimitives.WriteInt32BigEndian(lz4, page.Length);
                    BinaryPrimitives.WriteInt32BigEndian(lz4.AsSpan(sizeof(int)), length);
                }

                return lz4.AsMemory(0, head + length);
        }
    }

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        if (bytes.Length != output.Length)
            return -1;
        bytes.CopyTo(output);
        return bytes.Length;
    }

    // A stream that ends early is told by its length, and by the checksum.
    private static int Unzip(byte[] packed, int start, int length, Span<byte> output)
    {
        using var stream = new GZipStream(new MemoryStream(packed, start, length), CompressionMode.Decompress);
        int written = stream.ReadAtLeast(output, output.Length, throwOnEndOfStream: false);
        return stream.ReadByte() < 0 ? written : -1;
    }

    // Hadoop puts sizes before each block, not all writers of this number do.
    private static int UnpackHadoop(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        int written = 0;
        var rest = bytes;
        while (rest.Length >= 2 * sizeof(int))
        {
            int size = BinaryPrimitives.ReadInt32BigEndian(rest);
            int packed = BinaryPrimitives.ReadInt32BigEndian(rest[sizeof(int)..]);
            rest = rest[(2 * sizeof(int))..];
            if (packed < 0 || packed > rest.Length || size < 0 || size > output.Length - written
                || LZ4Codec.Decode(rest[..packed], output.Slice(written, size)) != size)
                return LZ4Codec.Decode(bytes, output);
            rest = rest[packed..];
            written += size;
        }

        return rest.IsEmpty ? written : LZ4Codec.Decode(bytes, output);
    }
}
