using System.Globalization;
using System.Text;

namespace Dedupe.Cli;

/// <summary>
/// Which characters a terminal obeys or hides instead of showing them: controls, changes of direction, what has no
/// width. They make a name look like another one. Joiners and variation selectors are let through only where writing
/// needs them.
/// </summary>
internal static class HiddenCharacters
{
    private const int NonJoiner = 0x200c;
    private const int Joiner = 0x200d;

    /// <summary>Whether a character must not reach a terminal as it is.</summary>
    /// <param name="before">The character before it, if any.</param>
    /// <param name="character">The character.</param>
    /// <param name="after">The character behind it, if any.</param>
    public static bool IsHidden(Rune? before, Rune character, Rune? after)
    {
        if (character.Value is NonJoiner or Joiner)
            return !IsJoined(before, character.Value, after);
        if (IsVariation(character.Value))
            return before is not { } shown || !TakesVariation(shown, character.Value);
        return Rune.GetUnicodeCategory(character) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            UnicodeCategory.Format => !IsVisibleFormat(character.Value),
            UnicodeCategory.OtherNotAssigned => IsNothing(character.Value),
            _ => IsBlank(character.Value),
        };
    }

    // Inside a word of a script whose letters change with their neighbours, or between the parts of one emoji.
    private static bool IsJoined(Rune? before, int joiner, Rune? after)
    {
        if (before is not { } left || after is not { } right)
            return false;
        if (IsJoiningScript(left.Value) && IsJoiningScript(right.Value))
            return IsOfWord(left) && IsOfWord(right);
        return joiner == Joiner
            && IsSymbol(right)
            && (IsSymbol(left) || IsVariation(left.Value) || left.Value is >= 0x1f3fb and <= 0x1f3ff);
    }

    private static bool IsOfWord(Rune rune) => Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsSymbol(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol
        || rune.Value is 0x2640 or 0x2642; // the signs of the sexes count as mathematics

    // Arabic to Tibetan, Myanmar, Khmer, Mongolian, their later blocks, and the newer Indic scripts.
    private static bool IsJoiningScript(int character) =>
        character is (>= 0x0600 and <= 0x0fff) or (>= 0x1000 and <= 0x109f)
        or (>= 0x1780 and <= 0x18af) or (>= 0x1a20 and <= 0x1cff) or (>= 0xa800 and <= 0xabff)
            or (>= 0xfb50 and <= 0xfdff)
        or (>= 0xfe70 and <= 0xfefe) or (>= 0x10a00 and <= 0x10eff) or (>= 0x11000 and <= 0x11fff)
            or (>= 0x1e900 and <= 0x1e95f);

    private static bool IsVariation(int character) =>
        character is (>= 0xfe00 and <= 0xfe0f) or (>= 0xe0100 and <= 0xe01ef) or (>= 0x180b and <= 0x180d) or 0x180f;

    // One selector behind a character that has variants; a row of them behind a letter carries a hidden message.
    private static bool TakesVariation(Rune before, int selector)
    {
        if (selector is >= 0x180b and <= 0x180f)
            return before.Value is >= 0x1820 and <= 0x18aa;
        if (before.Value is (>= '0' and <= '9') or '#' or '*')
            return selector is 0xfe0e or 0xfe0f;
        return Rune.GetUnicodeCategory(before) switch
        {
            UnicodeCategory.OtherLetter => before.Value >= 0x1000,
            UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol or UnicodeCategory.OtherPunctuation =>
                before.Value > 0x7f,
            _ => false,
        };
    }

    // Signs of Arabic, Syriac, Kaithi and Egyptian that are drawn, though Unicode counts them as formatting.
    private static bool IsVisibleFormat(int character) => character is (>= 0x0600 and <= 0x0605) or 0x06dd or 0x070f
        or 0x0890 or 0x0891 or 0x08e2 or 0x110bd or 0x110cd or (>= 0x13430 and <= 0x1343f);

    // Never a character, or reserved for invisible ones.
    private static bool IsNothing(int character) =>
        (character & 0xfffe) == 0xfffe || character is (>= 0xfdd0 and <= 0xfdef)
        or 0x2065 or (>= 0xfff0 and <= 0xfff8) or (>= 0xe0000 and <= 0xe0fff);

    // Letters and marks without a shape: the grapheme joiner, fillers of Hangul, vowels of Khmer that are never
    // written.
    private static bool IsBlank(int character) =>
        character is 0x034f or 0x115f or 0x1160 or 0x17b4 or 0x17b5 or 0x3164 or 0xffa0;
}
