namespace Dedupe.Normalization;

/// <summary>A quotation mark, or the end of a paragraph, before a token.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Family">Which marks it goes with.</param>
/// <param name="Token">The number of the token after it.</param>
internal readonly record struct QuotationMark(QuotationMarkKind Kind, QuotationFamily Family, int Token)
{
    /// <summary>The family of a code point; null when it is no quotation mark.</summary>
    public static QuotationFamily? FamilyOf(int codePoint) => codePoint switch
    {
        '"' or 0x201C or 0x201D or 0x201E or 0x201F or 0xFF02 => QuotationFamily.Double,
        0xAB or 0xBB => QuotationFamily.Guillemet,
        0x2039 or 0x203A => QuotationFamily.SingleGuillemet,
        0x300C or 0x300D or 0xFF62 or 0xFF63 => QuotationFamily.Corner,
        0x300E or 0x300F => QuotationFamily.WhiteCorner,
        '\'' or '`' or 0x2018 or 0x2019 or 0x201A or 0x201B => QuotationFamily.Single,
        _ => null,
    };

    /// <summary>What a mark does, by its shape and by what stands on its two sides.</summary>
    /// <param name="codePoint">The mark.</param>
    /// <param name="wordBefore">A word ends right before it.</param>
    /// <param name="wordAfter">A word starts right after it.</param>
    /// <param name="spaceBefore">White space, or the start of the text, stands right before it.</param>
    /// <param name="last">The last sign or letter before it that is no white space.</param>
    public static QuotationMarkKind Classify(int codePoint, bool wordBefore, bool wordAfter, bool spaceBefore, int last)
    {
        switch (codePoint)
        {
            case 0x201E or 0x201F or 0x300C or 0x300E or 0xFF62:
                return QuotationMarkKind.Open;
            case 0x300D or 0x300F or 0xFF63:
                return QuotationMarkKind.Close;
            case 0x201C when spaceBefore && wordAfter:
                return QuotationMarkKind.Open;
            case 0x201C or 0xAB or 0xBB or 0x2039 or 0x203A:
                // German closes with the mark that English opens with, Danish turns its guillemets around; French puts
                // spaces inside.
                return QuotationMarkKind.Either;
            case 0x201D:
                // Swedish opens with it; elsewhere it closes.
                return spaceBefore && wordAfter ? QuotationMarkKind.Either : QuotationMarkKind.Close;
            case '"' or 0xFF02:
                if (wordBefore && wordAfter)
                    return QuotationMarkKind.Either;
                if (wordBefore && last is >= '0' and <= '9')
                    return QuotationMarkKind.Close; // closes, or is an inch mark: it never opens
                return spaceBefore
                    ? QuotationMarkKind.Open
                    : wordAfter
                    ? QuotationMarkKind.Either
                    : QuotationMarkKind.Close;
            case 0x2018 or 0x201A or 0x201B or '`':
                return !wordBefore && wordAfter ? QuotationMarkKind.Open : QuotationMarkKind.None;
            default:
                // Straight and curly apostrophes: a closing mark follows a sign or a word that is no plural owner ("the
                // workers' rights").
                if (wordAfter)
                    return !wordBefore && codePoint == '\'' ? QuotationMarkKind.Open : QuotationMarkKind.None;
                return spaceBefore || (wordBefore && last is 's' or 'S')
                    ? QuotationMarkKind.None
                    : QuotationMarkKind.Close;
        }
    }
}
