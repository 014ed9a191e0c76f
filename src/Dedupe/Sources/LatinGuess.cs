using System.Buffers;

namespace Dedupe.Sources;

/// <summary>
/// Tells texts in Latin letters whose bytes above ASCII are the same characters in all the code pages of Windows for
/// such languages, and mostly in those of ISO 8859: typographic signs, and letters such as é, ü and ß. Then it does not
/// matter which it is. A guess from statistics goes wrong where there are few of them.
/// </summary>
internal static class LatinGuess
{
    /// <summary>The code page that they are decoded with.</summary>
    public const int CodePage = 1252;

    private const int MostInARow = 2;

    // â, and the first byte of a dash or a quotation mark in UTF-8: as the last byte it may be all that is left of one.
    private const byte CutDash = 0xE2;

    // … ‘ ’ “ ” • – — and, from 0xA0 on, what 1250, 1252 and 1254 have in common, in this order: no-break space,
    // § © « ® ° ± ¶ · »
    private static readonly SearchValues<byte> Signs = SearchValues.Create(
        [0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xA0, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0, 0xB1, 0xB6, 0xB7, 0xBB]);

    // Á Â Ä Ç É Ë Í Î Ó Ô Ö Ú Ü, the same in small letters, and ß.
    private static readonly SearchValues<byte> Letters = SearchValues.Create(
        [0xC1, 0xC2, 0xC4, 0xC7, 0xC9, 0xCB, 0xCD, 0xCE, 0xD3, 0xD4, 0xD6, 0xDA, 0xDC, 0xDF,
        0xE1, 0xE2, 0xE4, 0xE7, 0xE9, 0xEB, 0xED, 0xEE, 0xF3, 0xF4, 0xF6, 0xFA, 0xFC]);

    /// <summary>Whether a text is one of these.</summary>
    public static bool IsSame(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0))
            return false;
        int inARow = 0;
        for (int at = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF); at >= 0 && at < bytes.Length; at++)
        {
            byte unit = bytes[at];
            inARow = unit < 0x80 ? 0 : inARow + 1;
            if (unit < 0x80)
                continue;
            byte before = at > 0 ? bytes[at - 1] : (byte)' ';
            byte after = at + 1 < bytes.Length ? bytes[at + 1] : (byte)' ';
            bool fits = Letters.Contains(unit)
                ? IsWithin(unit, before, after) && !(unit == CutDash && at == bytes.Length - 1)
                : Signs.Contains(unit) ? IsWellPlaced(unit, before, after)
                : unit == 0xA3 && char.IsAsciiDigit((char)after); // a pound, before a number
            if (!fits || inARow > MostInARow)
                return false;
        }

        return true;
    }

    // A capital does not follow a small letter; the first byte of a character of UTF-8 that was cut off does.
    private static bool IsWithin(byte letter, byte before, byte after) =>
        (IsLetter(before) || IsLetter(after)) && !(letter < 0xDF && char.IsAsciiLetterLower((char)before));

    private static bool IsLetter(byte unit) => char.IsAsciiLetter((char)unit);

    // In other encodings the bytes of quotation marks are letters: those stand elsewhere in words.
    private static bool IsWellPlaced(byte sign, byte before, byte after) => sign switch
    {
        0x91 or 0x93 => !char.IsAsciiLetterOrDigit((char)before) && after > ' ',
        0x94 => before > ' ' && !IsLetter(after),
        0x92 => before > ' ',
        0x95 => before <= ' ',
        // In ISO 8859-2 they are letters: ą, ś, Ť and ť, Š, Ž.
        0xB1 or 0xB6 => !IsLetter(before) && !IsLetter(after),
        0xAB or 0xBB => !IsLetter(before) || !IsLetter(after),
        0xA9 or 0xAE => !IsLetter(after),
        _ => true,
    };
}
