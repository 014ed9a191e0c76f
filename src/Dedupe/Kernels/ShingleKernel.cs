namespace Dedupe.Kernels;

/// <summary>
/// Hashes of k consecutive words: the word hashes, each rotated by 13 bits times its place, joined by exclusive or, and
/// finished. Word hashes are spread already, so the rotations keep order and words apart; 13 is odd, so no two places
/// below 64 rotate alike. Rotation goes through exclusive or, so a step of one constant rotation does for every place.
/// </summary>
internal abstract class ShingleKernel
{
    /// <summary>Bits of rotation between neighbouring places.</summary>
    protected const int RotationStep = 13;

    /// <summary>
    /// Writes <c>words.Length - size + 1</c> shingle hashes; none when there are fewer words than one shingle.
    /// </summary>
    /// <param name="words">The word hashes.</param>
    /// <param name="size">Words in a shingle, 1 to 32.</param>
    /// <param name="shingles">Gets the hashes; at least as long as they are many.</param>
    /// <returns>How many were written.</returns>
    public int Hash(ReadOnlySpan<ulong> words, int size, Span<ulong> shingles)
    {
        var count = words.Length - size + 1;
        if (count <= 0)
            return 0;
        Fill(words, size, shingles[..count]);
        return count;
    }

    /// <summary>The kernel of a width.</summary>
    public static ShingleKernel For(KernelWidth width) => width switch
    {
        KernelWidth.V512 => new ShingleV512(),
        KernelWidth.V256 => new ShingleV256(),
        KernelWidth.V128 => new ShingleV128(),
        _ => new ShingleScalar(),
    };

    /// <summary>Fills the whole span of shingles.</summary>
    protected abstract void Fill(ReadOnlySpan<ulong> words, int size, Span<ulong> shingles);
}
