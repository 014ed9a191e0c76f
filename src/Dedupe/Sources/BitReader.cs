using System.Buffers.Binary;
using Dedupe.Kernels;

namespace Dedupe.Sources;

/// <summary>Takes bits out of bytes, lowest bit first, as RFC 1951 packs them.</summary>
internal ref struct BitReader
{
    private readonly ReadOnlySpan<byte> input;
    private readonly bool last;
    private ulong bits;
    private int count;
    private int position;
    private int phantom;

    /// <summary>Starts with up to 7 bits left over from the bytes before.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="last">True when nothing follows them.</param>
    /// <param name="bits">The bits left over.</param>
    /// <param name="count">How many they are.</param>
    public BitReader(ReadOnlySpan<byte> input, bool last, ulong bits, int count)
    {
        this.input = input;
        this.last = last;
        this.bits = bits;
        this.count = count;
    }

    /// <summary>The bits at hand, the next one lowest.</summary>
    public readonly ulong Bits => bits;

    /// <summary>True when bits were taken that are not there: the input is cut off.</summary>
    public readonly bool Overrun => count < phantom * 8;

    /// <summary>Whether this many bytes are left, or else nothing more will come.</summary>
    public readonly bool Has(int bytes) => last || input.Length - position >= bytes;

    /// <summary>Makes at least 56 bits available; past the end of the input they are zeros.</summary>
    public void Refill()
    {
        if (position <= input.Length - 8)
        {
            bits |= BinaryPrimitives.ReadUInt64LittleEndian(input[position..]) << count;
            position += (63 - count) >> 3;
            count |= 56;
            return;
        }

        // The fast branch may have left bits above count: they are the next byte's own, and are set again to the same.
        while (count <= 56)
        {
            if (position < input.Length)
                bits |= (ulong)input[position++] << count;
            else
                phantom++;
            count += 8;
        }
    }

    /// <summary>Unpacks the symbols that ask for no judgement.</summary>
    public void Unpack(byte[] window, ref int end, HuffmanTable literals, HuffmanTable distances) =>
        position += DeflateLoop.Run(
            input[position..], ref bits, ref count, window, ref end, literals.Fast, distances.Fast);

    /// <summary>Drops bits that have been looked at.</summary>
    public void Drop(int number)
    {
        bits >>= number;
        count -= number;
    }

    /// <summary>Takes up to 32 of the bits at hand.</summary>
    public uint Take(int number)
    {
        uint value = (uint)(bits & ((1UL << number) - 1));
        Drop(number);
        return value;
    }

    /// <summary>Goes on at the next whole byte.</summary>
    public void Align() => Drop(count & 7);

    /// <summary>Copies whole bytes; call after <see cref="Align"/> and <see cref="PutBack"/>.</summary>
    public int Copy(Span<byte> destination)
    {
        int number = Math.Min(destination.Length, input.Length - position);
        input.Slice(position, number).CopyTo(destination);
        position += number;
        return number;
    }

    /// <summary>Gives whole bytes back, so that fewer than 8 bits are kept.</summary>
    public void PutBack()
    {
        int real = Math.Max(0, count - (phantom * 8));
        position -= real >> 3;
        count = real & 7;
        phantom = 0;
        bits &= (1UL << count) - 1;
    }

    /// <summary>Ends the reading.</summary>
    /// <returns>Bytes used, and the bits left over.</returns>
    public (int Used, ulong Bits, int Count) Finish()
    {
        PutBack();
        return (position, bits, count);
    }
}
