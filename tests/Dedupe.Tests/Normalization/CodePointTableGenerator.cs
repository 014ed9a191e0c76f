using System.Globalization;
using System.Text;
using Dedupe.Normalization;

namespace Dedupe.Tests.Normalization;

/// <summary>
/// Builds the code point table from the Unicode data of .NET and the normalization of ICU. The rules stand here, the
/// data in src/Dedupe/Normalization/CodePoints.bin; <c>DEDUPE_REGENERATE=1</c> writes it anew (and is a new hash family
/// version).
/// </summary>
internal static class CodePointTableGenerator
{
    /// <summary>Class and folded form (null: itself) of one code point.</summary>
    public static (CodePointClass Class, string? Fold) Describe(int codePoint)
    {
        if (codePoint is >= 0xD800 and <= 0xDFFF)
            return (CodePointClass.Separator, null);
        var rune = new Rune(codePoint);
        if (IsIgnored(codePoint))
            return (CodePointClass.Ignored, null);

        var digit = rune.IsBmp
            ? CharUnicodeInfo.GetDecimalDigitValue((char)codePoint)
            : CharUnicodeInfo.GetDecimalDigitValue(rune.ToString(), 0);
        var category = Rune.GetUnicodeCategory(rune);
        if (category == UnicodeCategory.DecimalDigitNumber && digit >= 0)
            return (CodePointClass.Letter, digit.ToString(CultureInfo.InvariantCulture));
        if (!IsWordCategory(category))
            return (CodePointClass.Separator, null);

        // Vowel signs in two parts are marks that decompose; half-width voicing marks are letters that become marks.
        var folded = Fold(rune);
        var first = Rune.GetRuneAt(folded, 0);
        var kind = IsMark(Rune.GetUnicodeCategory(first)) ? CodePointClass.Mark
            : IsWithoutSpaces(first.Value) ? CodePointClass.Alone : CodePointClass.Letter;
        return (kind, folded == rune.ToString() ? null : folded);
    }

    /// <summary>The resource's bytes.</summary>
    public static byte[] Build()
    {
        var output = new MemoryStream();
        var start = 0;
        var current = Describe(0);
        for (var codePoint = 1; codePoint <= 0x110000; codePoint++)
        {
            var next = codePoint == 0x110000 ? default : Describe(codePoint);
            if (codePoint < 0x110000 && next == current)
                continue;
            if (current != (CodePointClass.Separator, null))
                Write(output, start, codePoint - 1, current.Class, current.Fold);
            start = codePoint;
            current = next;
        }

        return output.ToArray();
    }

    private static void Write(MemoryStream output, int start, int end, CodePointClass kind, string? fold)
    {
        foreach (var value in (ReadOnlySpan<int>)[start, end])
            output.Write([(byte)value, (byte)(value >> 8), (byte)(value >> 16)]);
        var bytes = Encoding.UTF8.GetBytes(fold ?? "");
        output.Write([(byte)kind, checked((byte)bytes.Length)]);
        output.Write(bytes);
    }

    private static string Fold(Rune rune)
    {
        var decomposed = rune.ToString().Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder();
        foreach (var part in decomposed.EnumerateRunes())
        {
            if (IsIgnored(part.Value) || !IsWordCategory(Rune.GetUnicodeCategory(part)))
                continue;
            folded.Append(Variant(Rune.ToLowerInvariant(part)));
        }

        return folded.Length == 0 ? rune.ToString() : folded.ToString();
    }

    // Letters that writers of one language use for one another.
    private static string Variant(Rune rune) => rune.Value switch
    {
        0x00DF => "ss", // sharp s
        0x03C2 => "\u03C3", // final sigma
        0x0131 => "i", // dotless i, so that Turkish capitals fold like their small letters
        0x0649 or 0x06CC => "\u064A", // alef maksura and Farsi yeh: yeh
        0x06A9 => "\u0643", // keheh: kaf
        0x0629 => "\u0647", // teh marbuta: heh
        0x0671 => "\u0627", // alef wasla: alef
        0x00F8 => "o",
        0x0142 => "l",
        0x0111 => "d",
        _ => rune.ToString(),
    };

    private static bool IsMark(UnicodeCategory category) => category is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsWordCategory(UnicodeCategory category) => category is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or
        UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber or
        UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    // Accents of Latin, Greek and Cyrillic; Hebrew points; Arabic vocalisation and tatweel. Marks of other scripts
    // carry vowels and stay.
    private static bool IsIgnored(int codePoint) => IsDefaultIgnorable(codePoint) || codePoint is
        (>= 0x0300 and <= 0x036F) or (>= 0x0483 and <= 0x0489) or (>= 0x0591 and <= 0x05BD) or 0x05BF or 0x05C1
            or 0x05C2 or 0x05C4 or
        0x05C5 or 0x05C7 or (>= 0x0610 and <= 0x061A) or 0x0640 or (>= 0x064B and <= 0x065F) or 0x0670 or
        (>= 0x06D6 and <= 0x06DC) or (>= 0x06DF and <= 0x06E4) or (>= 0x06E7 and <= 0x06E8)
            or (>= 0x06EA and <= 0x06ED) or
        (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF)
            or (>= 0xFE20 and <= 0xFE2F);

    /// <summary>
    /// Default_Ignorable_Code_Point of Unicode 16, which says what is not shown: soft hyphen, zero-width space and
    /// joiners, direction marks, fillers, variation selectors, tags. Who copies a text loses them or brings them in. A
    /// zero-width space is a word boundary in Thai and its like, where a character is a token whether it is there or
    /// not.
    /// </summary>
    internal static bool IsDefaultIgnorable(int codePoint) => codePoint is
        0x00AD or 0x034F or 0x061C or (>= 0x115F and <= 0x1160) or (>= 0x17B4 and <= 0x17B5)
            or (>= 0x180B and <= 0x180F) or
        (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0x3164
            or (>= 0xFE00 and <= 0xFE0F) or
        0xFEFF or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0x1BCA0 and <= 0x1BCA3) or (>= 0x1D173 and <= 0x1D17A) or
        (>= 0xE0000 and <= 0xE0FFF);

    // Han, kana, Bopomofo, and the scripts of south-east Asia that line breaking knows as complex (class SA of UAX
    // 14): Thai, Lao, Myanmar, Khmer, Tai Le, New Tai Lue, Tai Tham, Tai Viet, Ahom. They are written without spaces
    // between words.
    private static bool IsWithoutSpaces(int codePoint) => codePoint is
        (>= 0x3005 and <= 0x3007) or (>= 0x3021 and <= 0x3029) or (>= 0x3031 and <= 0x3035)
            or (>= 0x3038 and <= 0x303C) or
        (>= 0x3041 and <= 0x30FF) or (>= 0x3105 and <= 0x312F) or (>= 0x31A0 and <= 0x31BF)
            or (>= 0x31F0 and <= 0x31FF) or
        (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0x20000 and <= 0x3FFFD) or
        (>= 0x0E01 and <= 0x0E4E) or (>= 0x0E81 and <= 0x0ECE) or (>= 0x1000 and <= 0x103F)
            or (>= 0x1050 and <= 0x108F) or
        (>= 0x1780 and <= 0x17D3) or (>= 0x1950 and <= 0x1974) or (>= 0x1980 and <= 0x19C9)
            or (>= 0x1A20 and <= 0x1A7C) or
        (>= 0xA9E0 and <= 0xA9FE) or (>= 0xAA60 and <= 0xAA7F) or (>= 0xAA80 and <= 0xAADF)
            or (>= 0x11700 and <= 0x1172B);
}
