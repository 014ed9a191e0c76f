namespace Dedupe.Tests;

/// <summary>
/// A form: a skeleton of small words, and slots for figures and names. The words of the skeleton are the same for one
/// length and number of slots.
/// </summary>
internal static class FormTexts
{
    /// <summary>A form with figures and names in turn, filled in.</summary>
    /// <param name="slots">How many slots.</param>
    /// <param name="between">Words of the skeleton before each slot, and after the last.</param>
    /// <param name="filling">Another one, another content of each slot.</param>
    /// <param name="kept">So many of the first slots have the content of filling 0.</param>
    public static string Fill(int slots, int between, int filling, int kept = 0) =>
        Fill(string.Concat(Enumerable.Repeat("fn", slots))[..slots], between, filling, kept);

    /// <summary>A form filled in.</summary>
    /// <param name="slots">A letter for each slot: f for a figure, n for a name, d for a month.</param>
    /// <param name="between">Words of the skeleton before each slot, and after the last.</param>
    /// <param name="filling">Another one, another content of each slot.</param>
    /// <param name="kept">So many of the first slots have the content of filling 0.</param>
    public static string Fill(string slots, int between, int filling, int kept = 0)
    {
        var words = new List<string>();
        for (var slot = 0; slot <= slots.Length; slot++)
        {
            for (var word = 0; word < between; word++)
                words.Add($"w{slot}x{word}");
            if (slot < slots.Length)
                words.Add(Content(slots[slot], slot, slot < kept ? 0 : filling));
        }

        return string.Join(' ', words);
    }

    private static string Content(char kind, int slot, int filling) => kind switch
    {
        'n' => Name(slot, filling),
        'd' => Months[(slot + (5 * filling)) % Months.Length],
        _ => $"{1003 + (37 * slot) + (2011 * filling)}",
    };

    private static readonly string[] Months =
    [
        "January", "February", "April", "June", "July", "August", "September", "October", "November", "December",
        "January", "February",
    ];

    // Names of other fillings have no syllable in common.
    private static string Name(int slot, int filling)
    {
        const string Vowels = "aeiou";
        var vowel = Vowels[filling % Vowels.Length];
        var (first, second) = ((char)('b' + (slot % 20)), (char)('b' + ((slot + (7 * filling)) % 20)));
        return $"{char.ToUpperInvariant(second)}{vowel}{second}{vowel}{first}{vowel}n{filling}";
    }
}
