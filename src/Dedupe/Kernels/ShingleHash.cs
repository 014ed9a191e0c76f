using System.Numerics;

namespace Dedupe.Kernels;

/// <summary>
/// Hashes of k consecutive words: the word hashes, each rotated by 13 bits times its place, added and finished. Word hashes are spread
/// already, so the sum of rotations keeps order and words apart; 13 is odd, so no two places below 64 rotate alike.
/// </summary>
internal static class ShingleHash
{
    internal const int RotationStep = 13;

    /// <summary>Writes <c>words.Length - size + 1</c> shingle hashes; none when there are fewer words than one shingle.</summary>
    /// <returns>How many were written.</returns>
    public static int Of(ReadOnlySpan<ulong> words, int size, Span<ulong> shingles)
    {
        var count = words.Length - size + 1;
        if (count <= 0)
            return 0;

        for (var start = 0; start < count; start++)
        {
            var sum = 0UL;
            for (var place = 0; place < size; place++)
                sum += BitOperations.RotateLeft(words[start + place], place * RotationStep);
            shingles[start] = Mix.Finish(sum);
        }

        return count;
    }
}
