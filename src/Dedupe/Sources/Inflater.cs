using System.Buffers;
using Dedupe.Kernels;

namespace Dedupe.Sources;

/// <summary>
/// Unpacks DEFLATE (RFC 1951). <c>DeflateStream</c> cannot be used here: it reads past the end of its data without
/// telling how far, it ends silently where data is cut off, and it drops what it unpacked just before a damage; so
/// members could not be told apart, nor every byte accounted for.
/// </summary>
/// <param name="byMany">See <see cref="SourceEnvironment.InflatesByMany"/>.</param>
internal sealed class Inflater(bool byMany = true) : IDisposable
{
    /// <summary>
    /// Bytes of input to have at hand for a call (fewer only at the end): more than the largest block header.
    /// </summary>
    public const int Lookahead = 512;

    private const int History = 1 << 15;
    private const int LongestMatch = 258;
    private const int EndOfBlock = BlockCodes.EndOfBlock;

    private readonly byte[] window = ArrayPool<byte>.Shared.Rent(1 << 17);
    private readonly HuffmanTable literals = new(DeflateLoop.LiteralWidth);
    private readonly HuffmanTable distances = new(DeflateLoop.DistanceWidth);
    private State state;
    private bool final;
    private int storedLeft;
    private ulong bits;
    private int bitCount;
    private int outputStart;
    private int outputEnd;
    private bool disposed;

    private enum State
    {
        Header,
        Stored,
        Coded,
        Done,
    }

    /// <summary>What the last call unpacked; valid until the next.</summary>
    public ReadOnlyMemory<byte> Output => window.AsMemory(outputStart, outputEnd - outputStart);

    /// <summary>Starts new data.</summary>
    public void Reset()
    {
        state = State.Header;
        final = false;
        bits = 0;
        bitCount = 0;
        outputStart = outputEnd = 0;
    }

    /// <summary>Unpacks until the input runs short, the window is full, or the data ends.</summary>
    /// <param name="input">The packed bytes.</param>
    /// <param name="last">True when nothing follows them.</param>
    /// <param name="used">How many of them were used: after <see cref="InflateStatus.Done"/> exactly up to the end of
    /// the data.</param>
    public InflateStatus Inflate(ReadOnlySpan<byte> input, bool last, out int used)
    {
        if (outputEnd > History)
        {
            window.AsSpan(outputEnd - History, History).CopyTo(window);
            outputEnd = History;
        }

        outputStart = outputEnd;
        var reader = new BitReader(input, last, bits, bitCount);
        var status = InflateStatus.More;
        while (status == InflateStatus.More && state != State.Done && window.Length - outputEnd >= LongestMatch)
        {
            var before = state;
            int end = outputEnd;
            if (state == State.Header && !reader.Has(Lookahead))
                break;
            status = state switch
            {
                State.Header => ReadHeader(ref reader),
                State.Stored => CopyStored(ref reader, last),
                _ => Decode(ref reader),
            };
            // Nothing changed: the input ran short in the middle of a block.
            if (state == before && outputEnd == end)
                break;
        }

        (used, bits, bitCount) = reader.Finish();
        if (status == InflateStatus.More && state == State.Done)
        {
            bitCount = 0;
            bits = 0;
            return InflateStatus.Done;
        }

        return status;
    }

    private InflateStatus ReadHeader(ref BitReader reader)
    {
        reader.Refill();
        final = reader.Take(1) != 0;
        uint type = reader.Take(2);
        var status = type switch
        {
            0 => ReadStoredHeader(ref reader),
            1 => Start(BlockCodes.UseFixed(literals, distances)),
            2 => Start(BlockCodes.Read(ref reader, literals, distances)),
            _ => InflateStatus.Corrupt,
        };
        // Bits past the end read as zeros: what they seem to say does not count.
        return reader.Overrun ? InflateStatus.Truncated : status;
    }

    private InflateStatus Start(bool isCode)
    {
        if (!isCode)
            return InflateStatus.Corrupt;
        state = State.Coded;
        return InflateStatus.More;
    }

    private InflateStatus ReadStoredHeader(ref BitReader reader)
    {
        reader.Align();
        reader.Refill();
        uint length = reader.Take(16);
        uint complement = reader.Take(16);
        if ((length ^ complement) != 0xFFFF)
            return InflateStatus.Corrupt;
        storedLeft = (int)length;
        state = State.Stored;
        return InflateStatus.More;
    }

    private InflateStatus CopyStored(ref BitReader reader, bool last)
    {
        reader.PutBack();
        int copied = reader.Copy(window.AsSpan(outputEnd, Math.Min(storedLeft, window.Length - outputEnd)));
        outputEnd += copied;
        storedLeft -= copied;
        if (storedLeft == 0)
            EndBlock();
        else if (copied == 0 && last)
            return InflateStatus.Truncated;
        return InflateStatus.More;
    }

    private InflateStatus Decode(ref BitReader reader)
    {
        byte[] output = window;
        int end = outputEnd;
        var status = InflateStatus.More;
        // One symbol takes at most 15 + 5 + 15 + 13 bits: fewer than one refill gives.
        while (end <= output.Length - LongestMatch && reader.Has(8))
        {
            if (byMany)
            {
                reader.Unpack(output, ref end, literals, distances);
                if (end > output.Length - LongestMatch || !reader.Has(8))
                    break;
            }

            reader.Refill();
            int symbol = literals.Take(ref reader);
            if ((uint)symbol < EndOfBlock)
            {
                if (reader.Overrun)
                {
                    status = InflateStatus.Truncated;
                    break;
                }

                output[end++] = (byte)symbol;
                continue;
            }

            if (symbol == EndOfBlock)
            {
                if (reader.Overrun)
                    status = InflateStatus.Truncated;
                else
                    EndBlock();
                break;
            }

            int length = TakeLength(ref reader, symbol);
            int distance = length < 0 ? -1 : TakeDistance(ref reader);
            if (reader.Overrun)
            {
                status = InflateStatus.Truncated;
                break;
            }

            if ((uint)(distance - 1) >= (uint)end)
            {
                status = InflateStatus.Corrupt;
                break;
            }

            CopyMatch(output, end, length, distance);
            end += length;
        }

        outputEnd = end;
        return status;
    }

    private static int TakeLength(ref BitReader reader, int symbol)
    {
        int index = symbol - DeflateCodes.FirstLength;
        return (uint)index >= (uint)DeflateCodes.LengthBase.Length
            ? -1
            : DeflateCodes.LengthBase[index] + (int)reader.Take(DeflateCodes.LengthExtra[index]);
    }

    private int TakeDistance(ref BitReader reader)
    {
        int symbol = distances.Take(ref reader);
        return (uint)symbol >= (uint)DeflateCodes.DistanceBase.Length
            ? -1
            : DeflateCodes.DistanceBase[symbol] + (int)reader.Take(Math.Max(0, (symbol >> 1) - 1));
    }

    private static void CopyMatch(byte[] output, int end, int length, int distance)
    {
        var target = output.AsSpan(end, length);
        // A match may run into its own output: then it repeats what stands before it.
        if (distance == 1)
            target.Fill(output[end - 1]);
        else if (distance >= length)
            output.AsSpan(end - distance, length).CopyTo(target);
        else
        {
            var source = output.AsSpan(end - distance, length);
            for (int i = 0; i < target.Length; i++)
                target[i] = source[i];
        }
    }

    private void EndBlock() => state = final ? State.Done : State.Header;

    /// <summary>Gives the window back.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        ArrayPool<byte>.Shared.Return(window);
    }
}
