using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dedupe.Kernels;

/// <summary>
/// The hash of one folded word: 16 bytes at a time, one 64x64 to 128 bit multiply each. Part of the hash family: changing a bit of
/// it changes <see cref="Signing.HashFamily.Version"/>.
/// </summary>
internal static class WordHash
{
    internal const ulong Seed0 = 0x9E3779B97F4A7C15;
    internal const ulong Seed1 = 0xD1B54A32D192ED03;
    internal const ulong Start = 0x8CB92BA72F3D8DD7;

    // Which bytes of the two halves belong to a word of 0 to 16 bytes.
    private static ReadOnlySpan<ulong> LowMasks =>
    [
        0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, ulong.MaxValue,
        ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue,
    ];

    private static ReadOnlySpan<ulong> HighMasks =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0,
        0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, ulong.MaxValue,
    ];

    /// <summary>
    /// Hashes a word. Words hold no zero byte, so the zero padding of the last 16 bytes is unambiguous. The halves are mixed in a
    /// second time outside the product, so that no half can be chosen to cancel the other.
    /// </summary>
    public static ulong Of(ReadOnlySpan<byte> word)
    {
        var state = Start;
        while (word.Length >= 16)
        {
            state = Step(state, BinaryPrimitives.ReadUInt64LittleEndian(word), BinaryPrimitives.ReadUInt64LittleEndian(word[8..]));
            word = word[16..];
            if (word.IsEmpty)
                return state;
        }

        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        word.CopyTo(padded);
        return Step(state, BinaryPrimitives.ReadUInt64LittleEndian(padded), BinaryPrimitives.ReadUInt64LittleEndian(padded[8..]));
    }

    /// <summary>
    /// The same hash for a word that stands in a buffer with at least 16 bytes behind its start: one wide load and a mask instead of
    /// a copy, for words of up to 16 bytes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong InBuffer(ReadOnlySpan<byte> buffer, int start, int length)
    {
        if (length > 16)
            return Of(buffer.Slice(start, length));
        var halves = buffer.Slice(start, 16);
        var low = BinaryPrimitives.ReadUInt64LittleEndian(halves) & LowMasks[length];
        var high = BinaryPrimitives.ReadUInt64LittleEndian(halves[8..]) & HighMasks[length];
        return Step(Start, low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Step(ulong state, ulong low, ulong high)
    {
        var product = Math.BigMul(low ^ Seed0 ^ state, high ^ Seed1, out var bottom);
        return product ^ bottom ^ low ^ BitOperations.RotateLeft(high, 32);
    }
}
