using System.Text;

namespace Dedupe.Sources;

/// <summary>What a language adds to the letters of ASCII, in one code page.</summary>
internal sealed class LatinAlphabet
{
    private const string Quotes = "‘’‚“”„–—·'";
    private const string OutsideWords = "§©®°«»¿¡•…†‡‰€£™‹›\u00A0\u00AD";
    private const string InsideNoWord = "ªº²³¹";

    private readonly bool[] isLetter = new bool[256];
    private readonly bool[] isLoose = new bool[256]; // a sign that stands anywhere
    private readonly bool[] isApart = new bool[256]; // a sign that does not stand within a word
    private readonly bool[] isNothing = new bool[256];

    /// <summary>Makes one.</summary>
    /// <param name="codePage">The code page.</param>
    /// <param name="letters">Its small letters.</param>
    /// <param name="leastShare">The share that they have of all letters in its texts, at least.</param>
    public LatinAlphabet(int codePage, string letters, double leastShare)
    {
        (CodePage, LeastShare) = (codePage, leastShare);
        var decoding = TextEncodings.Find(codePage)!;
        Span<char> character = stackalloc char[1];
        for (int unit = 0x80; unit < 0x100; unit++)
        {
            isNothing[unit] = !TryDecode(decoding, (byte)unit, character)
                || char.IsControl(character[0]) || character[0] == '\uFFFD';
            char small = char.ToLowerInvariant(character[0]);
            Characters[unit] = isNothing[unit] ? '\0' : character[0];
            isLetter[unit] = !isNothing[unit] && letters.Contains(small, StringComparison.Ordinal);
            isLoose[unit] = Quotes.Contains(small, StringComparison.Ordinal);
            isApart[unit] = (OutsideWords + InsideNoWord).Contains(small, StringComparison.Ordinal);
        }
    }

    /// <summary>The code page.</summary>
    public int CodePage { get; }

    /// <summary>The share that its letters have of all letters in its texts, at least.</summary>
    public double LeastShare { get; }

    /// <summary>The characters of the code page.</summary>
    public char[] Characters { get; } = new char[256];

    /// <summary>Counts what fits a text and what does not.</summary>
    /// <param name="units">The bytes of the text, counted.</param>
    /// <returns>Letters of the language; and what it does not have. Null when bytes stand for nothing.</returns>
    public (int Fits, int Misfits)? Count(LatinUnits units)
    {
        var (fits, misfits) = (0, 0);
        for (int unit = 0x80; unit < 0x100; unit++)
        {
            int total = units.Total[unit];
            if (total == 0)
                continue;
            if (isNothing[unit])
                return null;
            if (isLetter[unit])
                fits += total;
            else if (isApart[unit])
                misfits += units.Inside[unit];
            else if (!isLoose[unit])
                misfits += total;
        }

        return (fits, misfits);
    }

    private static bool TryDecode(Encoding decoding, byte unit, Span<char> character)
    {
        try
        {
            return decoding.GetChars([unit], character) == 1;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
