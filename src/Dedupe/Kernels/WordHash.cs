using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Dedupe.Kernels;

/// <summary>
/// The hash of one folded word: 16 bytes at a time, one 64x64 to 128 bit multiply each. Part of the hash family:
/// changing a bit of it changes <see cref="Signing.HashFamily.Version"/>.
/// </summary>
internal static class WordHash
{
    internal const ulong Seed0 = 0x9E3779B97F4A7C15;
    internal const ulong Seed1 = 0xD1B54A32D192ED03;
    internal const ulong Start = 0x8CB92BA72F3D8DD7;

    // Sixteen bytes that are kept, then sixteen that are not: read at a distance, the mask of a word of 0 to 16 bytes.
    private static ReadOnlySpan<byte> Masks =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>
    /// Hashes a word. Words hold no zero byte, so the zero padding of the last 16 bytes is unambiguous. The halves are
    /// mixed in a second time outside the product, so that no half can be chosen to cancel the other.
    /// </summary>
    public static ulong Of(ReadOnlySpan<byte> word)
    {
        var state = Start;
        while (word.Length >= 16)
        {
            state = Step(
                state, BinaryPrimitives.ReadUInt64LittleEndian(word),
                BinaryPrimitives.ReadUInt64LittleEndian(word[8..]));
            word = word[16..];
            if (word.IsEmpty)
                return state;
        }

        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        word.CopyTo(padded);
        return Step(
            state, BinaryPrimitives.ReadUInt64LittleEndian(padded),
            BinaryPrimitives.ReadUInt64LittleEndian(padded[8..]));
    }

    /// <summary>
    /// The same hash for a word that stands in a buffer: wide loads and a mask instead of a copy. So many bytes must be
    /// readable behind its start as its length rounded up to 16, and 16 at least.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong At(ref byte word, int length) =>
        length > 16 ? OfLong(ref word, length) : Last(Start, ref word, length);

    /// <summary>The hash of a word of up to eight bytes that is at hand as a number, the first byte lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfNumber(ulong word) => Step(Start, word, 0);

    /// <summary>
    /// The same hash for a word that stands in a buffer with its length rounded up to 16 readable behind its start.
    /// </summary>
    public static ulong InBuffer(ReadOnlySpan<byte> buffer, int start, int length)
    {
        var word = buffer.Slice(start, Math.Max(16, (length + 15) & ~15));
        return At(ref MemoryMarshal.GetReference(word), length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong OfLong(ref byte word, int length)
    {
        var state = Start;
        for (; length > 16; length -= 16)
        {
            state = Step(state, Load(ref word, 0), Load(ref word, 8));
            word = ref Unsafe.Add(ref word, 16);
        }

        return Last(state, ref word, length);
    }

    // The last 0 to 16 bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Last(ulong state, ref byte word, int length)
    {
        var (low, high) = (Load(ref word, 0), Load(ref word, 8));
        if (Bmi2.X64.IsSupported)
        {
            // Without a branch, which no processor could foresee: half of all words are shorter than eight bytes.
            var beyond = (length * 8) - 64;
            low = Bmi2.X64.ZeroHighBits(low, (uint)length * 8);
            high = Bmi2.X64.ZeroHighBits(high, (uint)(beyond & ~(beyond >> 31)));
        }
        else
        {
            ref var mask = ref Unsafe.Add(ref MemoryMarshal.GetReference(Masks), 16 - length);
            low &= Load(ref mask, 0);
            high &= Load(ref mask, 8);
        }

        return Step(state, low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load(ref byte bytes, int offset)
    {
        var value = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, offset));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Step(ulong state, ulong low, ulong high)
    {
        var product = Math.BigMul(low ^ Seed0 ^ state, high ^ Seed1, out var bottom);
        return product ^ bottom ^ low ^ BitOperations.RotateLeft(high, 32);
    }
}
