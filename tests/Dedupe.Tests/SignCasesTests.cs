using System.Text.RegularExpressions;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests;

/// <summary>
/// Texts that have the same words and do not say the same, and texts that say the same in other characters.
/// </summary>
public sealed class SignCasesTests
{
    private const string Frost =
        " Drivers are asked to take care on bridges and to carry blankets, water and a shovel until the frost " +
        "warning is lifted.";

    [Theory]
    [InlineData(
        "Lows for the valley: Kestrel -5, Sandrik -3, Tallis -2.",
        "Lows for the valley: Kestrel 5, Sandrik 3, Tallis 2.", "-5|5 -3|3 -2|2")]
    [InlineData(
        "The bridge would cost $500 million in all.", "The bridge would cost €500 million in all.", "$500|€500")]
    [InlineData("The canal would cost 10² million in all.", "The canal would cost 102 million in all.", "10²|102")]
    [InlineData("It was ½ a ton of flour.", "It was 12 a ton of flour.", "½|12")]
    [InlineData("It was 1/2 of the flour.", "It was 1:2 of the flour.", "1/2|1:2")]
    [InlineData(
        "Prices rose by 5% over the whole of last year.", "Prices rose by 5‰ over the whole of last year.", "5%|5‰")]
    [InlineData("It costs five million € to build it.", "It costs five million £ to build it.", "€|£")]
    public async Task OtherSignsAreOtherFigures(string a, string b, string expected)
    {
        var result = await Run(
            new Document("a", a + Frost), new Document("b", b + Frost), new Document("c", a + Frost));

        Assert.Equal(
            [(0, 1, Relation.NearDuplicate), (0, 2, Relation.Identical)], result.Pairs.Select(
                pair => (pair.A, pair.B, pair.Relation)).Order());
        Assert.Equal(3, Assert.Single(result.Clusters).Members.Count);
        var pair = result.Pairs.Single(pair => pair.B == 1);
        Assert.All(pair.Differences, difference => Assert.Equal(DifferenceKind.Number, difference.Kind));
        Assert.Equal(
            expected,
            string.Join(
                ' ', pair.Differences.Select(difference => $"{Part(a, difference.A)}|{Part(b, difference.B)}")));
        Assert.Equal(expected, Told(a + Frost, b + Frost));

        // What differs would be lost with the text.
        Assert.All(
            pair.Differences,
            difference => Assert.Equal(
                (1, 1), (OwnWordsIn(pair.OwnA!, a, difference.A), OwnWordsIn(pair.OwnB!, b, difference.B))));
        Assert.Equal(
            (pair.Differences.Count, pair.Differences.Count),
            (WordRanges.Count(pair.OwnA!.Own), WordRanges.Count(pair.OwnB!.Own)));
    }

    // A sign that stands by itself belongs to the word behind it.
    private static int OwnWordsIn(OwnText own, string text, TextRange range)
    {
        var words = Regex.Matches(text, "[\\p{L}\\p{N}]+");
        return own.Own.SelectMany(static words => Enumerable.Range(words.Start, words.Length))
            .Count(
                word => words[word].Index <= range.Start + range.Length + 1
                    && words[word].Index + words[word].Length >= range.Start - 1);
    }

    // A sign that the other text has as a word is no difference, and neither is another house style.
    [Theory]
    [InlineData("a low of -5 was seen here", "a low of minus 5 was seen here")]
    [InlineData("prices rose by 5% in June again", "prices rose by 5 per cent in June again")]
    [InlineData("it cost $500 million in all, he said", "it cost 500 million dollars in all, he said")]
    [InlineData("it cost $500 in all, he said", "it cost USD 500 in all, he said")]
    [InlineData("it took 1,5 of 1.000 tons – 10 % – in 2019/20", "it took 1.5 of 1,000 tons - 10% - in 2019-20")]
    public void WaysOfWritingAreNoDifference(string a, string b) =>
        Assert.Equal("", Told($"The office said that {a}.{Frost}", $"The office said that {b}.{Frost}"));

    // Too short for a key: they are found by their words.
    [Fact]
    public async Task ShortTextsThatDifferInASignAreNearDuplicates()
    {
        var result = await Run(
            new Document("a", "Profit 5"), new Document("b", "Profit -5"), new Document("c", "Profit €5"),
                new Document("d", "profit −5"), new Document("e", "Loss 5"));

        Assert.Equal(4, Assert.Single(result.Clusters).Members.Count);
        Assert.Equal(
            [(0, 1, Relation.NearDuplicate), (0, 2, Relation.NearDuplicate), (1, 3, Relation.Identical)],
            result.Pairs.Where(pair => (pair.A, pair.B) is (0, 1) or (0, 2) or (1, 3))
                .Select(pair => (pair.A, pair.B, pair.Relation))
                .Order());
        Assert.Equal("5|-5", Told("Profit 5", "Profit -5"));
    }

    // Each text has other signs: they are linked to the first of them, not each to each.
    [Fact]
    public async Task ManyTextsOfTheSameWordsAreOneCluster()
    {
        var documents = Enumerable.Range(0, 1500).Select(number => new Document(
            $"d{number:0000}", string.Join(
                ' ', Enumerable.Range(0, 11).Select(bit => (number >> bit & 1) == 0 ? "5" : "-5")))).ToArray();

        var result = await Run(documents);
        Assert.Equal(documents.Length, Assert.Single(result.Clusters).Members.Count);
        Assert.DoesNotContain(result.Pairs, pair => pair.Relation == Relation.Identical);
        var few = await Run(
            [.. documents.Take(300).Select((document, number) => new Document($"e{number}",
            $"Up {(number % 2 == 0 ? "-" : "")}{number % 3}"))]);
        Assert.Equal(3, few.Clusters.Count);
    }

    [Theory]
    [InlineData('\u200B')]
    [InlineData('\u180E')]
    [InlineData('\u3164')]
    [InlineData('\u115F')]
    [InlineData('\u00AD')]
    [InlineData('\uFEFF')]
    public async Task CharactersThatAreNotShownChangeNoText(char hidden)
    {
        var broken = string.Concat(Frost.Select(letter => char.IsLetter(letter) ? $"{letter}{hidden}" : $"{letter}"));
        var result = await Run(new Document("plain", Frost), new Document("broken", broken));

        Assert.Equal(Relation.Identical, Assert.Single(result.Pairs).Relation);
    }

    private static string Told(string a, string b)
    {
        var pair = Compared.Of(a, b);
        return string.Join(
            ' ', pair.Differences.Select(difference => $"{Part(a, difference.A)}|{Part(b, difference.B)}"));
    }

    private static string Part(string text, TextRange range) => text.Substring(range.Start, range.Length);

    private static Task<DedupeResult> Run(params Document[] documents) =>
        new Deduplicator()
            .RunAsync(documents.ToAsyncEnumerable(), cancellationToken: TestContext.Current.CancellationToken);
}
