using System.Buffers.Binary;
using Dedupe.Sources;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>An open file: its index is read, its pages are read when they are asked for. For one thread.</summary>
internal sealed class ParquetFile : IDisposable
{
    private const int TailBytes = 8;
    private const int FirstWindow = 256;
    private const int LargestHeader = 16 << 20;

    private readonly Stream stream;
    private readonly Action<int> count;
    private byte[] window = new byte[1 << 14];
    private long windowStart;
    private int windowLength;

    /// <summary>Reads the index.</summary>
    /// <param name="stream">The file; belongs to this object from now on.</param>
    /// <param name="count">Told how many bytes were read.</param>
    /// <exception cref="InputException">It is no Parquet, or damaged or encrypted.</exception>
    public ParquetFile(Stream stream, Action<int> count)
    {
        this.stream = stream;
        this.count = count;
        Length = stream.Length;
        try
        {
            Index = ReadIndex();
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Its index.</summary>
    public ParquetIndex Index { get; }

    /// <summary>Reads bytes from a place.</summary>
    /// <exception cref="InputException">The file ends before.</exception>
    public void Read(Span<byte> bytes, long position)
    {
        if (position < 0 || position > Length - bytes.Length)
            throw ParquetFault.Truncated($"byte {position} is behind the end of the file");
        if (position >= windowStart && position < windowStart + windowLength)
        {
            int at = (int)(position - windowStart);
            int there = Math.Min(windowLength - at, bytes.Length);
            window.AsSpan(at, there).CopyTo(bytes);
            bytes = bytes[there..];
            position += there;
        }

        if (bytes.IsEmpty)
            return;
        stream.Position = position;
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        count(read);
        if (read < bytes.Length)
            throw ParquetFault.Truncated("the file became shorter while it was read");
    }

    /// <summary>Reads the header of a page.</summary>
    public PageHeader ReadHeader(long position)
    {
        if (position < 0 || position >= Index.Start)
            throw ParquetFault.Truncated($"a page at byte {position} is outside of the file");
        for (int size = FirstWindow; ; size *= 16)
        {
            // A longer header is rare: statistics may stand in it.
            int wanted = (int)Math.Min(size, Index.Start - position);
            Fill(position, wanted);
            try
            {
                return PageHeader.Read(window.AsSpan((int)(position - windowStart), wanted));
            }
            catch (InputException fault)
                when (fault.Reason == RejectionReason.Truncated && wanted == size && size < LargestHeader)
            {
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => stream.Dispose();

    // Small pages and their headers come out of one reading.
    private void Fill(long position, int wanted)
    {
        if (position >= windowStart && position + wanted <= windowStart + windowLength)
            return;
        if (window.Length < wanted)
            window = new byte[wanted];
        windowStart = position;
        windowLength = 0;
        int length = (int)Math.Min(window.Length, Length - position);
        Read(window.AsSpan(0, length), position);
        windowLength = length;
    }

    private ParquetIndex ReadIndex()
    {
        const int Magic = 4;
        Span<byte> start = stackalloc byte[Magic];
        if (Length < Magic)
            throw ParquetFault.Truncated("the file is shorter than a file of Parquet can be");
        Read(start, 0);
        if (start.SequenceEqual("PARE"u8))
            throw ParquetFault.Unsupported("the file is encrypted");
        if (!start.SequenceEqual("PAR1"u8))
            throw ParquetFault.Corrupt("the file is no Parquet: it does not begin with PAR1");
        Span<byte> tail = stackalloc byte[TailBytes];
        if (Length < Magic + TailBytes)
            throw ParquetFault.Truncated("the file ends before its index");
        Read(tail, Length - TailBytes);
        if (tail[Magic..].SequenceEqual("PARE"u8))
            throw ParquetFault.Unsupported("the file is encrypted");
        if (!tail[Magic..].SequenceEqual("PAR1"u8))
            throw ParquetFault.Truncated("the file is cut: its index, which stands at the end, is not there");
        int length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        long begin = Length - TailBytes - length;
        if (length < 0 || begin < Magic)
            throw ParquetFault.Corrupt($"an index of {(uint)length} bytes is longer than the file");
        byte[] bytes = new byte[length];
        Read(bytes, begin);
        return ParquetIndex.Read(bytes, begin);
    }
}
