using Xunit;

namespace Dedupe.Tests.Normalization;

/// <summary>
/// Articles with quotations in every second sentence, one of which lost a mark or has the wrong one.
/// </summary>
public sealed class QuotationPairsTests
{
    // What stands before and behind the words: as languages have them, and as they are mistyped.
    public static TheoryData<string, string> Marks() => new()
    {
        { "“", "”" }, { "\"", "\"" }, { "«", "»" }, { "»", "«" }, { "„", "“" }, { "„", "”" },
        { "« ", " »" },
        { "“", "\"" }, { "\"", "”" }, { "„", "\"" }, { "“", "''" }, { "``", "''" }, { "''", "''" },
        { "«", "\"" }, { "\"", "»" }, { "“", "»" }, { "“ ", " ”" }, { "\" ", " \"" }, { "\"", " \"" },
        { "“#", "”" }, { "\"#", "\"" }, { "(\"#", "\")" }, { "(“#", "”)" }, { "#“", "”" },
        { "\"…", "\"" },
    };

    // Those whose opening mark opens for certain, or whose closing one closes.
    public static TheoryData<string, string> SureMarks() => new()
    {
        { "“", "”" }, { "\"", "\"" }, { "«", "»" }, { "»", "«" }, { "„", "“" }, { "„", "”" },
        { "“", "\"" },
        { "\"", "”" }, { "„", "\"" }, { "``", "''" }, { "“#", "”" }, { "\"#", "\"" }, { "(\"#", "\")" },
    };

    [Theory]
    [MemberData(nameof(Marks))]
    public void WhatStandsBetweenTheMarksIsQuotedAndNothingElse(string opening, string closing)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var article = string.Concat(Sentences(seed, opening, closing));

            Assert.Equal(Flags.Expected(article), Flags.Found(Flags.Text(article)));
        }
    }

    [Theory]
    [MemberData(nameof(SureMarks))]
    public void AMissingMarkChangesNothingBeyondItsSentence(string opening, string closing)
    {
        for (var seed = 0; seed < 120; seed++)
        {
            var sentences = Sentences(seed, opening, closing);
            var broken = 1 + (2 * (seed % (sentences.Length / 2)));
            sentences[broken] = seed % 3 == 0
                ? sentences[broken].Replace(opening + "[", "[", StringComparison.Ordinal)
                : sentences[broken].Replace("]" + closing, "]", StringComparison.Ordinal);
            var article = string.Concat(sentences);
            var words = sentences.Select(sentence => Flags.Expected(sentence).Split(' ').Length).ToArray();
            var expected = Flags.Expected(article).Split(' ');
            var found = Flags.Found(Flags.Text(article)).Split(' ');
            var (from, to) = (words[..broken].Sum(), words[..(broken + 1)].Sum());

            Assert.Equal(string.Join(' ', expected[..from]), string.Join(' ', found[..from]));
            Assert.Equal(string.Join(' ', expected[to..]), string.Join(' ', found[to..]));
        }
    }

    // A paragraph that begins with the mark that is never closed is quoted to its end; the next one is not.
    [Theory]
    [MemberData(nameof(SureMarks))]
    public void AMarkThatBeginsAParagraphAndIsNotClosedEndsWithIt(string opening, string closing)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var sentences = Sentences(seed, opening, closing);
            var rest = string.Concat(sentences);
            var text = $"{Words(seed, 9)}.\n\n{opening}[{Words(seed + 1, 9)}. {Words(seed + 2, 9)}].\n\n{rest}";

            Assert.Equal(Flags.Expected(text), Flags.Found(Flags.Text(text)));
        }
    }

    [Theory]
    [InlineData("\"[He called it a \"green\" deal and then the \"end of the world\" at once],\" she said of him then.")]
    [InlineData(
        "“[He called it a “green” deal and then the “end of the world” at once],” she said of him then.")]
    [InlineData("\"[We will go on and on .] \" she said of him then, and left for home.")]
    [InlineData("He wrote “[we will go on and on.’ “\n\n]The council left for home and was not seen again.")]
    [InlineData("A 6\" pipe, a “[deck of wood and no more]” and a 9\" pipe lay there all day long.")]
    public void Finds(string marked) => Assert.Equal(Flags.Expected(marked), Flags.Found(Flags.Text(marked)));

    // Prose and quotations take turns; now and then a paragraph ends behind prose.
    private static string[] Sentences(int seed, string opening, string closing)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 4 + (2 * random.Next(6))).Select(number => number % 2 == 0
            ? $"{Words((1000 * seed) + number, random.Next(4, 20))}. "
            : $"{Words((1000 * seed) + number, random.Next(1, 9))} "
                + $"{opening}[{Words(seed - number, random.Next(3, 20))}]"
                + $"{closing} {Words(seed + number, random.Next(1, 9))}.{(random.Next(4) == 0 ? "\n\n" : " ")}")];
    }

    private static string Words(int seed, int count)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => $"wort{(char)('a' + random.Next(26))}n"));
    }
}
