using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Normalization;

namespace Dedupe.Verification;

/// <summary>
/// How many words a token is. In scripts without spaces each character is a token, and every length that is told in
/// words would be reached too soon. The Chinese Treebank 6.0 (LDC2007T36) has 1,285,149 characters in 781,351 words,
/// 1.64 to a word; Thai and Khmer words are longer still, so for them this is cautious.
/// </summary>
internal static class Spacing
{
    private const double CharactersPerWord = 1.64;

    /// <summary>Words to a token, from 1/1.64 to 1, by the share of tokens that touch another one.</summary>
    [MethodImpl(Compile.Fully)]
    public static double WordsPerToken(TokenBuffer tokens)
    {
        var count = tokens.Count;
        if (count == 0)
            return 1;

        // A run of characters that touch: all but the first are seen to touch the one before, and the first the one
        // behind.
        var starts = tokens.Starts;
        var ends = tokens.Ends;
        var lone = 0;
        var before = 0;
        for (var token = 1; token < count; token++)
        {
            var touches = starts[token] == ends[token - 1] ? 1 : 0;
            lone += touches + (touches & ~before);
            before = touches;
        }

        return 1 - ((double)lone / count * (1 - (1 / CharactersPerWord)));
    }
}
