namespace Dedupe.Normalization;

/// <summary>
/// What a scanner's eye cannot tell apart: folded words whose letters have like shapes get one skeleton. Latin letters
/// and the digits they are taken for, Arabic letters that differ in their dots, Cyrillic letters of one outline; pairs
/// of Latin letters that look like one.
/// </summary>
internal static class Lookalikes
{
    // The first of each group stands for it.
    private static readonly string[] Groups =
    [
        "o0", "li1j", "s5", "bh86", "gq9", "z2", "ec", "nu", "ft", "vy",
        "инпц", "шщ", "бв", "ьыъ", "сеоэ", "тг", "лд",
        "بتثنيئپ", "حجخچ", "دذ", "رزژ", "سش", "صض", "طظ", "عغ", "فق", "كگ",
    ];

    private static readonly char[] Standing = Build();

    /// <summary>Writes a word's skeleton.</summary>
    /// <param name="word">A folded word.</param>
    /// <param name="skeleton">Gets it; as long as the word.</param>
    /// <returns>Its length: less than the word's where two letters look like one.</returns>
    public static int Skeleton(ReadOnlySpan<char> word, Span<char> skeleton)
    {
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var following = i + 1 < word.Length ? word[i + 1] : '\0';
            var one = (word[i], following) switch
            {
                ('r', 'n') => 'm',
                ('v', 'v') => 'w',
                ('c', 'l') => 'd',
                _ => '\0',
            };
            i += one != '\0' ? 1 : 0;
            skeleton[length++] = one != '\0' ? one : word[i] < Standing.Length ? Standing[word[i]] : word[i];
        }

        return length;
    }

    private static char[] Build()
    {
        var standing = new char[0x700];
        for (var letter = 0; letter < standing.Length; letter++)
            standing[letter] = (char)letter;
        foreach (var group in Groups)
        {
            foreach (var letter in group)
                standing[letter] = group[0];
        }

        return standing;
    }
}
