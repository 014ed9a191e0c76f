namespace Dedupe.Normalization;

/// <summary>
/// Tells how far a dateline reaches: "PARIS, June 2 (AFP) —", "Berlin (dpa) -", "MOSKVA, 2 iyunya. /TASS/.",
/// "新华社北京6月2日电".
/// </summary>
internal static class Dateline
{
    /// <summary>Words of place and date before the agency.</summary>
    public const int MaxPlaceWords = 16;

    private const int MaxPlainPlaceWords = 8; // without brackets there is less that tells
    private const int MaxBracketWords = 12;
    private const int MaxSmallWords = 3; // months, "de", "of"
    private const int MaxWireWords = 20;

    private const GapSigns Ends = GapSigns.Dash | GapSigns.Colon;
    private const GapSigns BeforeAgency = Ends | GapSigns.Comma | GapSigns.Slash | GapSigns.Bar;

    /// <summary>
    /// The token after the dateline that an agency at the start of a line belongs to; 0 when it is in no dateline.
    /// </summary>
    public static int EndOf(in CreditLine line, CreditHit agency, CreditBook book)
    {
        if (agency.Token == line.First && EndOfWire(line, agency, book) is var wire and > 0)
            return wire;
        var open = OpeningBefore(line, agency.Token);
        var end = open < 0 ? EndWithoutBrackets(line, agency) : EndWithBrackets(line, agency, open, book);
        // "(ANSA) - ROMA, 2 GIU -": the place may stand behind the agency.
        var isFirst = agency.Token == line.First || open == line.First;
        return end > 0 && end < line.Last && isFirst ? EndOfPlace(line, end) : end;
    }

    /// <summary>
    /// The token after a dateline without a known agency ("PORT MARLOW (XY) —", "WASHINGTON —") at a line that begins
    /// with a word in capitals; 0 when there is none.
    /// </summary>
    public static int EndOfPlain(in CreditLine line)
    {
        var region = false;
        for (var token = line.First + 1; token < Math.Min(line.Last, line.First + MaxPlainPlaceWords); token++)
        {
            var signs = line.Before(token);
            if ((signs & GapSigns.Open) != GapSigns.None)
                return line.IsAllCapitals(token)
                    && token + 1 < line.Last
                    && IsBetween(line.Before(token + 1), GapSigns.Close, GapSigns.Dash)
                    ? token + 1
                    : 0;
            if ((signs & GapSigns.Dash) != GapSigns.None)
                return line.IsSmall(token) || line.IsAllCapitals(token) ? 0 : token;
            if ((signs & ~(GapSigns.Space | GapSigns.Comma | GapSigns.Slash)) != GapSigns.None)
                return 0;
            region |= (signs & GapSigns.Comma) != GapSigns.None;
            if (!line.IsAllCapitals(token) && (!region || line.IsSmall(token)))
                return 0;
        }

        return 0;
    }

    private static bool IsBetween(GapSigns signs, GapSigns first, GapSigns second) =>
        (signs & first) != GapSigns.None && (signs & second) != GapSigns.None;

    private static int EndWithBrackets(in CreditLine line, CreditHit agency, int open, CreditBook book)
    {
        var close = agency.End;
        while (close <= Math.Min(line.Last, open + MaxBracketWords) && !line.Has(close, GapSigns.Close))
            close++;
        if (close > Math.Min(line.Last, open + MaxBracketWords) || !IsPlace(line, open, MaxPlaceWords))
            return 0;
        // The slash that closes "/TASS/." has a full stop behind it, and nothing else ends that dateline.
        var signs = line.Before(close);
        if ((signs & Ends) != GapSigns.None || IsSlashed(line, open, signs))
            return close;
        // Alone, with nothing to say that prose begins: it must be agencies and nothing else, not the credit of a
        // photograph.
        if (open == line.First)
            return line.IsAgencies(book, open, close) || IsPlaceAndAgency(line, open, agency, close) ? close : 0;
        return close == line.Last
            && line.IsWholeAtEnd
            && open - line.First <= MaxPlainPlaceWords
            && line.CountSmall(line.First, open) == 0
            && line.IsAgencies(book, open, close) ? close : 0;
    }

    // "【ワシントン共同】", "(서울=연합뉴스)": in scripts without capitals nothing follows the brackets.
    private static bool IsPlaceAndAgency(in CreditLine line, int open, CreditHit agency, int close)
    {
        if (agency.End != close || (agency.Token > open && line.Has(agency.Token, GapSigns.Slash)))
            return false;
        for (var token = open; token < close; token++)
        {
            if (!line.HasNoCase(token) && !line.IsNumber(token))
                return false;
        }

        return true;
    }

    private static bool IsSlashed(in CreditLine line, int open, GapSigns signs) =>
        (line.Before(open) & (GapSigns.Open | GapSigns.Sentence)) == (GapSigns.Open | GapSigns.Sentence)
            && (signs & GapSigns.Sentence) != GapSigns.None;

    private static int EndWithoutBrackets(in CreditLine line, CreditHit agency)
    {
        if (!IsPlace(line, agency.Token, MaxPlainPlaceWords))
            return 0;
        var before = line.Before(agency.Token);
        if (agency.Token > line.First && (before & BeforeAgency) == GapSigns.None)
            return 0;
        if (agency.End == line.Last)
        {
            // A slash alone is how photographers are credited.
            var isSetOff = agency.Token == line.First || (before & ~(GapSigns.Slash | GapSigns.Space)) != GapSigns.None;
            return line.IsWholeAtEnd && isSetOff ? agency.End : 0;
        }

        var after = line.Before(agency.End);
        if ((after & Ends) != GapSigns.None)
            return line.IsSmall(agency.End) ? 0 : agency.End;
        // "МОСКВА, 2 июн — РИА Новости."
        return IsBetween(before, GapSigns.Dash, GapSigns.Dash) && IsBetween(after, GapSigns.Sentence, GapSigns.Space)
            ? agency.End
            : 0;
    }

    // A place and a date: capitals, numbers, few small words, and no sentence that has ended before the agency.
    private static bool IsPlace(in CreditLine line, int end, int most) =>
        end - line.First <= most
            && (end == line.First || !line.IsSmall(line.First))
            && line.CountSmall(line.First, end) <= MaxSmallWords;

    private static int OpeningBefore(in CreditLine line, int token)
    {
        for (var at = token; at >= line.First && token - at <= MaxBracketWords; at--)
        {
            var signs = line.Before(at);
            if ((signs & GapSigns.Open) != GapSigns.None)
                return at;
            if ((signs & GapSigns.Close) != GapSigns.None)
                return -1;
        }

        return -1;
    }

    // Capitals and numbers, or at most three words of a script without capitals, up to a dash or a colon.
    private static int EndOfPlace(in CreditLine line, int start)
    {
        var withoutCase = 0;
        for (var token = start; token < line.Last && token - start < MaxPlainPlaceWords; token++)
        {
            withoutCase += line.HasNoCase(token) ? 1 : 0;
            if (withoutCase > 3 || !(line.IsAllCapitals(token) || line.IsNumber(token) || line.HasNoCase(token)))
                return start;
            var after = line.Before(token + 1);
            if ((after & Ends) != GapSigns.None)
                return token + 1 < line.Last && line.IsSmall(token + 1) ? start : token + 1;
            if ((after & GapSigns.Sentence) != GapSigns.None)
                return start;
        }

        return start;
    }

    // A Chinese dateline ends with the sign for "by wire"; the reporter may follow in brackets.
    private static int EndOfWire(in CreditLine line, CreditHit agency, CreditBook book)
    {
        for (var token = agency.End; token < line.Last && token - agency.End < MaxWireWords; token++)
        {
            if (line.Small(book, token) is not { Kind: CreditKind.Wire } || line.Before(token + 1) == GapSigns.None)
                continue;
            var end = token + 1;
            if (end < line.Last && line.Has(end, GapSigns.Open))
            {
                for (var close = end + 1; close < line.Last && close - end <= MaxBracketWords; close++)
                {
                    if (line.Has(close, GapSigns.Close))
                        return close;
                }
            }

            return end;
        }

        return 0;
    }
}
