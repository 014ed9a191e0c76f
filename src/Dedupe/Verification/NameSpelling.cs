using Dedupe.Normalization;

namespace Dedupe.Verification;

/// <summary>Names that may be one name in two spellings: house styles and transliterations differ.</summary>
internal static class NameSpelling
{
    /// <summary>
    /// Whether at most a quarter of the letters differ: Qaeda and Qaida, Defence and Defense. Of four letters and less
    /// none may: Iran and Iraq are two.
    /// </summary>
    /// <param name="a">A word, UTF-8.</param>
    /// <param name="b">Another one.</param>
    public static bool MayBeTheSame(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        Span<char> ofA = stackalloc char[FoldedWord.MaxLength];
        Span<char> ofB = stackalloc char[FoldedWord.MaxLength];
        var (inA, inB) = (FoldedWord.Of(a, ofA), FoldedWord.Of(b, ofB));
        return inA > 0 && inB > 0 && EditDistance.Of(ofA[..inA], ofB[..inB]) <= (Math.Max(inA, inB) - 1) / 4;
    }
}
