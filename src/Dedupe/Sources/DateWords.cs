using System.Globalization;
using System.Text;

namespace Dedupe.Sources;

/// <summary>
/// The words of <c>DateWords.txt</c>: names of months in many languages, and what is passed over in dates. Safe for
/// several threads.
/// </summary>
internal static class DateWords
{
    /// <summary>A word that says nothing: a day of the week, "at", "de".</summary>
    public const int PassedOver = -1;

    private const int Longest = 40; // in bytes


    private static readonly Lazy<Dictionary<string, int>> Loaded = new(Load);

    private static ReadOnlySpan<byte> ArabicComma => "،"u8;

    /// <summary>Whether a byte of UTF-8 belongs to a word: all beyond ASCII are taken for letters.</summary>
    public static bool IsLetter(byte character) => character >= 0x80 || char.IsAsciiLetter((char)character);

    /// <summary>How many bytes the word at the front has. An Arabic comma ends it.</summary>
    public static int WordLength(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && IsLetter(text[length]) && !text[length..].StartsWith(ArabicComma))
            length++;
        return length;
    }

    /// <summary>Takes a word from the front: the number of the month that it names, or <see cref="PassedOver"/>; 0 when
    /// it is neither, and nothing is taken.</summary>
    public static int Take(ref ReadOnlySpan<byte> text)
    {
        if (text.StartsWith(ArabicComma))
        {
            text = text[ArabicComma.Length..];
            return PassedOver;
        }

        var length = WordLength(text);
        if (length == 0)
            return 0;
        var found = Find(text[..length]);
        if (found == 0 && length < text.Length && text[length] == ' ')
        {
            // Levantine months have two words.
            length += 1 + WordLength(text[(length + 1)..]);
            found = Find(text[..length]);
        }

        if (found != 0)
            text = text[length..];
        return found;
    }

    private static int Find(ReadOnlySpan<byte> word)
    {
        if (word.Length > Longest)
            return 0;
        Span<char> characters = stackalloc char[Longest];
        return Encoding.UTF8.TryGetChars(word, characters, out var count)
            && Loaded.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(characters[..count], out var meaning)
            ? meaning
            : 0;
    }

    private static Dictionary<string, int> Load()
    {
        using var stream = typeof(DateWords).Assembly.GetManifestResourceStream("Dedupe.DateWords.txt")
            ?? throw new InvalidOperationException("The assembly lacks its words of dates.");
        using var reader = new StreamReader(stream);
        var table = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var parts = line.Split('=', StringSplitOptions.TrimEntries);
            var meaning = parts[0] == "passed"
                ? PassedOver
                : int.Parse(parts[0].AsSpan("month ".Length), CultureInfo.InvariantCulture);
            foreach (var word in parts[1].Split('|', StringSplitOptions.TrimEntries))
            {
                if (!table.TryAdd(word, meaning) && table[word] != meaning)
                    throw new InvalidDataException($"DateWords.txt: '{word}' has two meanings");
            }
        }

        return table;
    }
}
