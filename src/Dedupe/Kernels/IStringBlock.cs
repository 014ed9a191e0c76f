namespace Dedupe.Kernels;

/// <summary>
/// One step over 64 bytes of a JSON string: copies them and tells where the string ends or something must be unescaped.
/// Implementations differ in width alone; <see cref="StringBlockScalar"/> is the specification.
/// </summary>
internal interface IStringBlock
{
    /// <summary>Bytes in a block.</summary>
    const int Size = 64;

    /// <summary>Takes one block.</summary>
    /// <param name="text">At least 64 bytes.</param>
    /// <param name="copy">Gets 64 bytes.</param>
    /// <param name="notAscii">Bits are set in it when a byte is 128 or above.</param>
    /// <returns>One bit a byte, the first byte lowest: a quotation mark, a backslash or a control character (below
    /// 32).</returns>
    static abstract ulong Copy(ReadOnlySpan<byte> text, Span<byte> copy, ref ulong notAscii);
}
