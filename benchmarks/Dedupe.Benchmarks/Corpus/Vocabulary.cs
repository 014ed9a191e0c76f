using System.Text;

namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// The words of a language: function words, numbers, names and content words built from syllables, as UTF-8, plain and
/// with a capital. Word numbers are equal exactly where folded words are.
/// </summary>
internal sealed class Vocabulary
{
    private const int Numbers = 2100;
    private const int Names = 12_000;
    private const int Content = 60_000;
    private const int ChineseCharacters = 4000;

    private readonly List<byte[]> plain = [];
    private readonly List<byte[]> capital = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    private Vocabulary(Language language, ulong seed)
    {
        Language = language;
        var data = LanguageData.Of(language);
        var draw = new Draw(seed, 0x564F4341, (ulong)language);
        foreach (var word in data.FunctionWords)
            Take(word);
        FunctionCount = plain.Count;
        for (var number = 0; number < Numbers; number++)
            Take(number.ToString());
        FirstName = plain.Count;
        FillWithWords(data, draw, FirstName, language == Language.Chinese ? ChineseCharacters / 4 : Names);
        FirstContent = plain.Count;
        FillWithWords(data, draw, FirstContent, language == Language.Chinese ? ChineseCharacters : Content);
        Possessive = Known("s");
    }

    /// <summary>The language.</summary>
    public Language Language { get; }

    /// <summary>Numbers 0 to below this are function words, most frequent first.</summary>
    public int FunctionCount { get; }

    /// <summary>The word number of a figure from 0 to 2099.</summary>
    public uint Figure(int value) => (uint)(FunctionCount + value);

    /// <summary>Number of the first name.</summary>
    public int FirstName { get; }

    /// <summary>Number of the first content word.</summary>
    public int FirstContent { get; }

    /// <summary>How many words there are.</summary>
    public int Count => plain.Count;

    /// <summary>The word "s" that stands after an apostrophe.</summary>
    public uint Possessive { get; }

    /// <summary>The vocabulary of a language; the same for every corpus with one seed.</summary>
    public static Vocabulary Build(Language language, ulong seed) => new(language, seed);

    /// <summary>The UTF-8 form of a word.</summary>
    public ReadOnlySpan<byte> Bytes(uint word, bool withCapital) => (withCapital ? capital : plain)[(int)word];

    private uint Known(string word)
    {
        Take(word);
        var bytes = Encoding.UTF8.GetBytes(word);
        return (uint)plain.FindIndex(other => other.AsSpan().SequenceEqual(bytes));
    }

    private void FillWithWords(LanguageData data, Draw draw, int first, int count)
    {
        while (plain.Count < first + count)
            Take(
                data.Onsets.Length == 0
                    ? ((char)(0x4E00 + draw.Below(0x3000))).ToString()
                    : Make(data, draw, plain.Count - first));
    }

    // Frequent words are short: the syllables grow with the rank.
    private static string Make(LanguageData data, Draw draw, int rank)
    {
        var word = new StringBuilder();
        var syllables = draw.Between(1, 2) + (rank > 1000 ? draw.Below(2) : 0) + (rank > 20_000 ? draw.Below(2) : 0);
        for (var i = 0; i < syllables; i++)
            word.Append(Pick(data.Onsets, draw))
                .Append(Pick(data.Nuclei, draw))
                .Append(i == syllables - 1 || draw.Chance(300) ? Pick(data.Codas, draw) : "");
        if (syllables > 1 || rank > 200)
            word.Append(Pick(data.Endings, draw));
        return word.ToString();
    }

    private static string Pick(string[] from, Draw draw) => from[draw.Below(from.Length)];

    private void Take(string word)
    {
        if (!known.Add(word))
            return;
        plain.Add(Encoding.UTF8.GetBytes(word));
        capital.Add(Encoding.UTF8.GetBytes(char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
