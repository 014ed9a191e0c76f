namespace Dedupe.Sources;

/// <summary>
/// Tells texts in Latin letters by the alphabets of languages: what makes words of Portuguese in one code page has
/// letters in another that no single language has. Where two code pages give different texts of which each could be, it
/// says so.
/// </summary>
internal static class LatinAlphabets
{
    private const int LeastFits = 3; // what is cut off at the end of UTF-8 is up to three bytes
    private const int LeastMargin = 3; // letters that do not fit another code page
    private const int LeastKinds = 2; // different bytes among them that speak
    private const int FitsPerMisfit = 20; // foreign names
    private const double ShareToCompete = 3; // so many times fewer letters than a language has, and it is another

    private static readonly LatinAlphabet[] All =
    [
        .. In([1252, 28605], "äöüß", 0.005),
        .. In([1252, 28605], "àâæçèéêëîïôœùûüÿ", 0.015),
        .. In([1252, 28605], "àèéìîòóù", 0.008),
        .. In([1252, 28605], "áéíñóúü", 0.01),
        .. In([1252, 28605], "àáâãçéêíóôõúü", 0.015),
        .. In([1252, 28605], "àçèéíïòóúü", 0.01),
        .. In([1252, 28605], "åäöé", 0.02),
        .. In([1252, 28605], "åæøéóô", 0.01),
        .. In([1252, 28605], "áæðéíóöúýþ", 0.06),
        .. In([1250, 28592], "áčďéěíňóřšťúůýž", 0.06),
        .. In([1250, 28592], "áäčďéíĺľňóôŕšťúýž", 0.06),
        .. In([1250, 28592], "ąćęłńóśźż", 0.03),
        .. In([1250, 28592], "áéíóöőúüű", 0.05),
        .. In([1250, 28592], "ăâîşţ", 0.025),
        .. In([1250, 28592], "čćđšž", 0.02),
        .. In([1254], "çğıöşüâîûİ", 0.05),
        .. In([1257], "ąčęėįšųūž", 0.03),
        .. In([1257], "āčēģīķļņšūž", 0.06),
        .. In([1257], "äõöüšž", 0.02),
    ];

    /// <summary>The code page that a text is in without doubt; 0 when there is doubt.</summary>
    public static int Of(LatinUnits units)
    {
        if (units.RunsLong > 0 || units.Total[0] > 0 || Best(units) is not { } best)
            return 0;
        var (alphabet, fits, misfits) = best;
        if (fits < LeastFits || fits < FitsPerMisfit * misfits || fits < alphabet.LeastShare * (units.Plain + fits))
            return 0;
        foreach (var other in All)
        {
            int kinds = KindsThatDiffer(units, alphabet, other);
            if (kinds == 0 || other.Count(units) is not { } count)
                continue;
            // A name that stands again and again is one letter, and then its share tells nothing.
            bool isNear = kinds < LeastKinds
                ? count.Misfits <= misfits + LeastMargin
                : count.Misfits < misfits + LeastMargin && !IsFarTooFew(units, other, count.Fits);
            if (isNear)
                return 0;
        }

        return alphabet.CodePage;
    }

    /// <summary>
    /// Whether a text that was guessed to be in a code page may as well be in another, or is of no language that is
    /// known here.
    /// </summary>
    public static bool SpeaksAgainst(LatinUnits units, int codePage)
    {
        if (!Array.Exists(All, alphabet => alphabet.CodePage == codePage))
            return false;
        if (Best(units, codePage) is not { } own || own.Fits < FitsPerMisfit * own.Misfits)
            return true;
        bool few = IsFarTooFew(units, own.Alphabet, own.Fits);
        return Array.Exists(All,
            other => KindsThatDiffer(units, own.Alphabet, other) > 0 && other.Count(units) is { } count
            && count.Misfits <= own.Misfits && (few || !IsFarTooFew(units, other, count.Fits)));
    }

    private static (LatinAlphabet Alphabet, int Fits, int Misfits)? Best(LatinUnits units, int codePage = 0)
    {
        (LatinAlphabet Alphabet, int Fits, int Misfits)? best = null;
        foreach (var alphabet in All)
        {
            if ((codePage == 0 || codePage == alphabet.CodePage) && alphabet.Count(units) is { } count
                && (best is null || count.Misfits < best.Value.Misfits))
                best = (alphabet, count.Fits, count.Misfits);
        }

        return best;
    }

    private static bool IsFarTooFew(LatinUnits units, LatinAlphabet alphabet, int fits) =>
        ShareToCompete * fits < alphabet.LeastShare * (units.Plain + fits);

    private static int KindsThatDiffer(LatinUnits units, LatinAlphabet one, LatinAlphabet other)
    {
        int kinds = 0;
        for (int unit = 0x80; unit < 0x100; unit++)
            kinds += units.Total[unit] > 0 && one.Characters[unit] != other.Characters[unit] ? 1 : 0;
        return kinds;
    }

    private static IEnumerable<LatinAlphabet> In(int[] codePages, string letters, double leastShare) =>
        codePages.Select(codePage => new LatinAlphabet(codePage, letters, leastShare));
}
