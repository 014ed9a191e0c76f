using System.IO.Hashing;
using System.Runtime.InteropServices;
using Dedupe.Normalization;

namespace Dedupe.Signing;

/// <summary>
/// The hash that makes two texts identical: of all their words and of the signs of their figures (<see
/// cref="FigureSigns"/>). The upper half is that of the words alone, so texts that differ in signs and nothing else
/// are known by it.
/// </summary>
internal static class ContentHash
{
    /// <summary>The hash of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its tokens, without those of credits.</param>
    /// <param name="signs">Gets its signs.</param>
    public static UInt128 Of(ReadOnlySpan<byte> text, TokenBuffer tokens, FigureSigns signs)
    {
        signs.Scan(text, tokens);
        return OfWords(tokens) ^ signs.Hash();
    }

    /// <summary>The hash of words without a sign.</summary>
    public static UInt128 OfWords(TokenBuffer tokens) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(tokens.Hashes));

    /// <summary>The part that says which words a text has.</summary>
    public static ulong WordsOf(UInt128 hash) => (ulong)(hash >> 64);
}
