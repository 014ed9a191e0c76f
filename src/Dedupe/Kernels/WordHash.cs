using System.Buffers.Binary;
using System.Numerics;

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

    /// <summary>One 16-byte step, for callers that hold the two halves in registers.</summary>
    public static ulong Step(ulong state, ulong low, ulong high)
    {
        var product = Math.BigMul(low ^ Seed0 ^ state, high ^ Seed1, out var bottom);
        return product ^ bottom ^ low ^ BitOperations.RotateLeft(high, 32);
    }
}
