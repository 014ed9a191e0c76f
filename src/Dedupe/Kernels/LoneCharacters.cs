using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Dedupe.Kernels;

/// <summary>Runs of Han characters, each of which is a word by itself and folds to itself.</summary>
internal static class LoneCharacters
{
    /// <summary>The first code point of the run that is recognised: CJK unified ideographs.</summary>
    public const int First = 0x4E00;

    /// <summary>The last one.</summary>
    public const int Last = 0x9FFF;

    // First and Last in UTF-8, as big-endian numbers.
    private const uint FirstBytes = 0xE4B880;
    private const uint LastBytes = 0xE9BFBF;

    /// <summary>
    /// Hashes characters as long as each is Han and what follows it can be no mark on it: ASCII or another that starts
    /// like Han.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where a character starts; moves on to the first that was not taken.</param>
    /// <param name="limit">Characters that start here or later are left.</param>
    /// <param name="hashes">Gets a hash for each; room for a third of the bytes, as in the other two.</param>
    /// <param name="starts">Gets the first byte of each.</param>
    /// <param name="ends">Gets the byte after each.</param>
    /// <returns>How many were taken.</returns>
    [MethodImpl(Compile.Fully)]
    public static int Take(
        ReadOnlySpan<byte> text, ref int at, int limit, Span<ulong> hashes, Span<int> starts, Span<int> ends)
    {
        var count = 0;
        var place = at;
        limit = Math.Min(limit, text.Length - 3);
        while (place < limit)
        {
            var four = BinaryPrimitives.ReadUInt32BigEndian(text[place..]);
            var bytes = four >> 8;
            var next = four & 0xFF;
            if (bytes - FirstBytes > LastBytes - FirstBytes || (next >= 0x80 && next - 0xE4 > 0xE9 - 0xE4))
                break;
            hashes[count] = WordHash.OfNumber(BinaryPrimitives.ReverseEndianness(bytes) >> 8);
            starts[count] = place;
            place += 3;
            ends[count++] = place;
        }

        at = place;
        return count;
    }
}
