namespace Dedupe.Kernels;

/// <summary>
/// One step of the tokenizer over 64 bytes of text: which bytes are ASCII letters or digits, which are not ASCII, which
/// continue a character, and the bytes with the letters made small. Implementations differ in width alone;
/// <see cref="FoldBlockScalar"/> is the specification.
/// </summary>
internal interface IFoldBlock
{
    /// <summary>Bytes in a block.</summary>
    const int Size = 64;

    /// <summary>Takes one block.</summary>
    /// <param name="text">At least 64 bytes.</param>
    /// <param name="folded">Gets 64 bytes: ASCII letters small, digits as they are; what the other bytes become is of
    /// no meaning.</param>
    /// <param name="notAscii">One bit a byte: 128 or above.</param>
    /// <param name="inside">One bit a byte: one that continues a character, 10xxxxxx.</param>
    /// <returns>One bit a byte, the first byte lowest: an ASCII letter or digit.</returns>
    static abstract ulong Fold(ReadOnlySpan<byte> text, Span<byte> folded, out ulong notAscii, out ulong inside);

    /// <summary>
    /// Writes the place of each set bit, at most 32 of them; what is written behind those has no meaning.
    /// </summary>
    /// <param name="bits">The bits, the lowest first.</param>
    /// <param name="offset">Added to each.</param>
    /// <param name="places">Gets them; <see cref="BitPlaces.Room"/> or more.</param>
    static abstract void Places(ulong bits, int offset, Span<int> places);
}
