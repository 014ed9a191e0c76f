using Dedupe.Normalization;

namespace Dedupe.Verification;

/// <summary>Tells whether the signs of one figure in two texts make two figures of it.</summary>
internal static class SignComparison
{
    // So near a word may stand that says what a sign says in the other text: "minus 5", "5 per cent", "500 million
    // dollars".
    private const int WordsBefore = 2;
    private const int WordsBehind = 3;

    /// <summary>The first sign of a token or of one behind it.</summary>
    public static int From(ReadOnlySpan<FigureSign> signs, int token)
    {
        var (low, high) = (0, signs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (signs[middle].Token < token)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The signs of a token.</summary>
    /// <param name="signs">The signs of its text.</param>
    /// <param name="at">The first that is not before the token; moved behind its own.</param>
    /// <param name="token">The token.</param>
    public static ReadOnlySpan<FigureSign> SignsAt(ReadOnlySpan<FigureSign> signs, scoped ref int at, int token)
    {
        var start = at;
        while (at < signs.Length && signs[at].Token == token)
            at++;
        return signs[start..at];
    }

    /// <summary>
    /// Whether the signs of a matched word differ in what they say. A sign that one text lacks may stand there as a
    /// word; it is missed only where the words around it are the same in both.
    /// </summary>
    /// <param name="ofA">The signs in the first text.</param>
    /// <param name="ofB">The signs in the second text.</param>
    /// <param name="a">The first text.</param>
    /// <param name="b">The second text.</param>
    /// <param name="run">The matched words.</param>
    /// <param name="offset">Which of them.</param>
    public static bool Differ(
        ReadOnlySpan<FigureSign> ofA,
        ReadOnlySpan<FigureSign> ofB,
        PreparedText a,
        PreparedText b,
        in MatchedRun run,
        int offset)
    {
        if (HaveSameCodes(ofA, ofB))
            return false;
        if (AreOfOneKind(ofA, ofB))
            return true;
        var isSameBefore = offset >= WordsBefore || (run.A == 0 && run.B == 0);
        var isSameBehind = offset + WordsBehind < run.Length
            || (run.EndA == a.Tokens.Count && run.EndB == b.Tokens.Count);
        return isSameBefore && isSameBehind;
    }

    /// <summary>A figure with its signs, in code points.</summary>
    public static TextRange Range(PreparedText text, int token, ReadOnlySpan<FigureSign> signs)
    {
        if (signs.IsEmpty)
            return text.RangeOf(token, token);
        var (start, end) = (signs[0].Start, signs[0].End);
        foreach (var sign in signs)
            (start, end) = (Math.Min(start, sign.Start), Math.Max(end, sign.End));
        return text.RangeOfBytes(start, end);
    }

    private static bool HaveSameCodes(ReadOnlySpan<FigureSign> ofA, ReadOnlySpan<FigureSign> ofB)
    {
        if (ofA.Length != ofB.Length)
            return false;
        for (var i = 0; i < ofA.Length; i++)
        {
            if (ofA[i].Code != ofB[i].Code)
                return false;
        }

        return true;
    }

    // Two currencies, two ways of joining figures: each says something else, whatever words stand around.
    private static bool AreOfOneKind(ReadOnlySpan<FigureSign> ofA, ReadOnlySpan<FigureSign> ofB)
    {
        foreach (var one in ofA)
        {
            var (kind, isThere) = (Kind(one.Code), false);
            var answers = false;
            foreach (var other in ofB)
            {
                isThere |= other.Code == one.Code;
                answers |= Kind(other.Code) == kind && other.Code != one.Code;
            }

            if (!isThere && answers)
                return true;
        }

        return false;
    }

    private static int Kind(int code) =>
        SignCode.Currency(code) != 0 ? '$' : SignCode.Comparison(code) != 0 ? '<' : SignCode.Measure(code) != 0 ? '%'
        : code is SignCode.Dash or SignCode.Colon or SignCode.Decimal or SignCode.Prime || SignCode.Join(code) != 0
        ? '-'
        : code;
}
