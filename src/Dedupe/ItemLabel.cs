using System.Globalization;
using System.Text;

namespace Dedupe;

/// <summary>
/// What a headline or a status says of an item as a whole: that it is withdrawn, corrected, or the n-th update.
/// Agencies write it before the headline (<c>UPDATE 2-Shares fall</c>, <c>CORRECTED: …</c>), formats have a field for
/// it. Pure.
/// </summary>
internal static class ItemLabel
{
    /// <summary>It must not be used.</summary>
    public const string Kill = "KILL";

    /// <summary>It is taken back.</summary>
    public const string Withdrawn = "WITHDRAWN";

    /// <summary>It replaces one that was wrong.</summary>
    public const string Corrected = "CORRECTED";

    /// <summary>It is sent again with small repairs.</summary>
    public const string Refile = "REFILE";

    /// <summary>It is a later, fuller one.</summary>
    public const string Update = "UPDATE";

    // Longer than any word here; what has no sign of its end within is no label.
    private const int Longest = 48;

    private static readonly (string Word, string Label)[] Words =
    [
        ("MANDATORY KILL", Kill), ("KILL", Kill), ("KILLED", Kill), ("KILLS", Kill),
        ("WITHDRAWN", Withdrawn), ("WITHDRAWAL", Withdrawn), ("WITHDRAW", Withdrawn), ("RETRACTED", Withdrawn),
        ("RETRACTION", Withdrawn), ("STORNO", Withdrawn), ("ANNULE", Withdrawn), ("ANNULATION", Withdrawn),
        ("CORRECTED", Corrected), ("CORRECTION", Corrected), ("CORRECTS", Corrected), ("CORRECTING", Corrected),
        ("KORREKTUR", Corrected), ("BERICHTIGUNG", Corrected), ("CORRIGE", Corrected), ("CORRECCION", Corrected),
        ("CORRIGIDO", Corrected), ("CORRECAO", Corrected), ("CORREZIONE", Corrected), ("RECTIFICATIF", Corrected),
        ("REFILE", Refile), ("REFILED", Refile),
        ("UPDATE", Update), ("UPDATED", Update),
    ];

    private static readonly (string Word, string Label)[] Statuses =
    [
        ("canceled", Kill), ("cancelled", Kill), ("killed", Kill), ("kill", Kill), ("deleted", Kill),
        ("withdrawn", Withdrawn), ("recalled", Withdrawn), ("retracted", Withdrawn),
        ("corrected", Corrected), ("correction", Corrected), ("refile", Refile), ("refiled", Refile),
        ("updated", Update), ("update", Update),
    ];

    /// <summary>The label; null when neither says anything. What is worse wins, then what the headline says.</summary>
    /// <param name="title">The headline in UTF-8.</param>
    /// <param name="status">The status in UTF-8; a scheme before a colon does not count.</param>
    public static string? Of(ReadOnlySpan<byte> title, ReadOnlySpan<byte> status)
    {
        var byTitle = title.IsEmpty ? null : OfHeadline(title);
        var byStatus = status.IsEmpty ? null : OfStatus(status);
        return Weight(byStatus) > Weight(byTitle) ? byStatus : byTitle;
    }

    /// <summary>
    /// Whether an item with such a label must stay where copies are removed: it withdraws or corrects.
    /// </summary>
    public static bool Stays(string? label) => Weight(label) >= Weight(Refile);

    /// <summary>Whether an item with such a label is taken back, so that nothing may go for its sake.</summary>
    public static bool IsTakenBack(string? label) => Weight(label) >= Weight(Withdrawn);

    private static int Weight(string? label) => label switch
    {
        Kill => 5,
        Withdrawn => 4,
        Corrected => 3,
        Refile => 2,
        null => 0,
        _ => 1,
    };

    private static string? OfStatus(ReadOnlySpan<byte> status)
    {
        var word = status[(status.LastIndexOfAny(":/"u8) + 1)..];
        foreach (var (known, label) in Statuses)
        {
            if (Ascii.EqualsIgnoreCase(word, known))
                return label;
        }

        return null;
    }

    // Labels stand one before the other: CORRECTED-UPDATE 2-Shares fall.
    private static string? OfHeadline(ReadOnlySpan<byte> title)
    {
        // Most headlines are told by this: capitals, a mark or nothing.
        Span<char> start = stackalloc char[2 * Longest];
        var length = Encoding.UTF8.GetChars(Cut(title), start);
        ReadOnlySpan<char> rest = start[..length];
        string? found = null;
        while (TryTake(ref rest, out var label))
        {
            if (Weight(label) > Weight(found))
                found = label;
        }

        return found;
    }

    // Whole characters.
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> title)
    {
        if (title.Length <= 2 * Longest)
            return title;
        var end = 2 * Longest;
        while ((title[end] & 0xC0) == 0x80)
            end--;
        return title[..end];
    }

    private static bool TryTake(ref ReadOnlySpan<char> text, out string label)
    {
        label = "";
        var rest = text.TrimStart(" \t\r\n\u00A0*/-–—").TrimStart("([");
        foreach (var (word, known) in Words)
        {
            if (!StartsWith(rest, word, out var isCapital))
                continue;
            var after = rest[word.Length..];
            var number = Number(ref after);
            if (!IsEnd(after, isCapital, out var taken))
                continue;
            label = number.IsEmpty ? known : string.Create(CultureInfo.InvariantCulture, $"{known} {number}");
            text = after[taken..];
            return true;
        }

        return false;
    }

    // In capitals, or with one at its start as in "Correction: …"; accents of capitals are left out by many.
    private static bool StartsWith(ReadOnlySpan<char> text, string word, out bool isCapital)
    {
        isCapital = true;
        if (text.Length < word.Length)
            return false;
        for (var i = 0; i < word.Length; i++)
        {
            var plain = Plain(text[i]);
            if (char.ToUpperInvariant(plain) != word[i] || (i == 0 && plain != word[0]))
                return false;
            isCapital &= plain == word[i];
        }

        return true;
    }

    private static char Plain(char letter) => letter switch
    {
        'É' => 'E',
        'é' => 'e',
        'Ó' => 'O',
        'ó' => 'o',
        'Ç' => 'C',
        'ç' => 'c',
        'Ã' => 'A',
        'ã' => 'a',
        _ => letter,
    };

    // UPDATE 2, UPDATE2, 2nd update is none.
    private static ReadOnlySpan<char> Number(ref ReadOnlySpan<char> text)
    {
        var rest = text.TrimStart(' ');
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? rest : rest[..end];
        if (digits.Length is 0 or > 3)
            return default;
        text = rest[digits.Length..];
        return digits;
    }

    // A word in a sentence has no such sign behind it: "Update your password", "KILL BILL returns".
    private static bool IsEnd(ReadOnlySpan<char> text, bool isCapital, out int taken)
    {
        var rest = text.TrimStart(' ');
        taken = text.Length - rest.Length;
        if (rest.IsEmpty)
            return isCapital;
        taken++;
        return rest[0] is ':' or ')' or ']' || (isCapital && rest[0] is '-' or '–' or '—' or '/' or '|' or '*');
    }
}
