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
    /// <param name="before">What stands right before it.</param>
    /// <param name="after">What stands right after it.</param>
    /// <param name="last">The last sign or letter before it that is no white space.</param>
    public static QuotationMarkKind Classify(int codePoint, TextSide before, TextSide after, int last)
    {
        var opens = before == TextSide.Space && after == TextSide.Word;
        switch (codePoint)
        {
            case 0x201E or 0x201F:
                return QuotationMarkKind.OpenLow;
            case 0x300C or 0x300E or 0xFF62:
                return QuotationMarkKind.Open;
            case 0x300D or 0x300F or 0xFF63:
                return QuotationMarkKind.Close;
            case 0x201C:
                // German closes with the mark that English opens with. Before a space it closes whatever is open.
                return opens ? QuotationMarkKind.Open
                    : after == TextSide.Word || (before == TextSide.Space && after == TextSide.Sign)
                    ? QuotationMarkKind.CloseOfLow
                    : QuotationMarkKind.Either;
            case 0xAB or 0xBB or 0x2039 or 0x203A:
                return ClassifyGuillemet(codePoint, before, after);
            case 0x201D:
                // Swedish opens with it; elsewhere it closes.
                return opens ? QuotationMarkKind.Either : QuotationMarkKind.Close;
            case '"' or 0xFF02:
                return ClassifyStraight(before, after, last);
            case 0x2018 or 0x201A or 0x201B or '`':
                return before != TextSide.Word && after == TextSide.Word
                    ? QuotationMarkKind.Open
                    : QuotationMarkKind.None;
            default:
                // Straight and curly apostrophes: a closing mark follows a sign or a word that is no plural owner ("the
                // workers' rights").
                if (after == TextSide.Word)
                    return before != TextSide.Word && codePoint == '\''
                        ? QuotationMarkKind.Open
                        : QuotationMarkKind.None;
                return before == TextSide.Space || (before == TextSide.Word && last is 's' or 'S')
                    ? QuotationMarkKind.None
                    : QuotationMarkKind.Close;
        }
    }

    // Danish turns its guillemets around, so the sides decide; French puts spaces inside, and there the shape does.
    private static QuotationMarkKind ClassifyGuillemet(int codePoint, TextSide before, TextSide after)
    {
        if (before == TextSide.Space && after == TextSide.Space)
            return codePoint is 0xAB or 0x2039 ? QuotationMarkKind.Open : QuotationMarkKind.Close;
        if (before == TextSide.Space && after == TextSide.Word)
            return QuotationMarkKind.Open;
        return before == TextSide.Word && after != TextSide.Word ? QuotationMarkKind.Close : QuotationMarkKind.Either;
    }

    // A straight mark with space on both sides may be either: some put spaces inside.
    private static QuotationMarkKind ClassifyStraight(TextSide before, TextSide after, int last)
    {
        if (before == TextSide.Word)
        {
            if (after == TextSide.Word)
                return QuotationMarkKind.Either;
            return last is >= '0' and <= '9' ? QuotationMarkKind.CloseOrInch : QuotationMarkKind.Close;
        }

        if (before == TextSide.Space)
            return after == TextSide.Space ? QuotationMarkKind.Either : QuotationMarkKind.Open;
        if (last is '(' or '[' or '{')
            return QuotationMarkKind.Open;
        return after == TextSide.Word ? QuotationMarkKind.Either : QuotationMarkKind.Close;
    }
}
