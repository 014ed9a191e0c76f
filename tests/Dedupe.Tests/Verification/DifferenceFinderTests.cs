using Xunit;

namespace Dedupe.Tests.Verification;

/// <summary>
/// Two versions of one sentence inside a story; what they say differently is written as "kind: in A | in B".
/// </summary>
public sealed class DifferenceFinderTests
{
    private const string Before =
        "The ferry left the northern pier of the old harbour late in the evening "
        + "and nobody on the quay could say why. ";
    private const string After =
        " The captain would not explain the delay to those who waited on the wet planks until the lamps went out.";

    [Theory]
    [InlineData("Officials said 12 dead were found", "Officials said 21 dead were found", "number: 12 | 21")]
    [InlineData("Officials said twelve dead were found", "Officials said 21 dead were found", "number: twelve | 21")]
    [InlineData("A crowd of 1,200 people stood there", "A crowd of 1,300 people stood there", "number: 1,200 | 1,300")]
    [InlineData(
        "A crowd of 1.5 million people stood there", "A crowd of 2.5 million people stood there",
        "number: 1.5 million | 2.5 million")]
    [InlineData(
        "A crowd of twenty-one people stood there", "A crowd of twenty-two people stood there",
        "number: twenty-one | twenty-two")]
    [InlineData(
        "In der Stadt waren zwölf Menschen verletzt", "In der Stadt waren 13 Menschen verletzt", "number: zwölf | 13")]
    [InlineData("وقتل ١٢ شخصا في المدينة القديمة", "وقتل 21 شخصا في المدينة القديمة", "number: ١٢ | 21")]
    [InlineData(
        "In order 1,2,3,4,5,6,7,8,9 came to the pier", "In order 1,2,3,4,5,6,7,8,0 came to the pier",
        "number: 4,5,6,7,8,9 | 4,5,6,7,8,0")]
    [InlineData("It will open on 12 June next year again", "It will open on 13 June next year again", "date: 12 | 13")]
    [InlineData("It will open in June next year again", "It will open in July next year again", "date: June | July")]
    [InlineData(
        "It opened on Monday after all the talk", "It opened on Tuesday after all the talk", "date: Monday | Tuesday")]
    [InlineData("It had opened in 2019 after all", "It had opened in 2018 after all", "date: 2019 | 2018")]
    [InlineData(
        "The owner, John Smith, came to the pier", "The owner, Jane Smith, came to the pier", "name: John | Jane")]
    [InlineData(
        "The boat came from Orrin with the mail", "The boat came from Tallis with the mail", "name: Orrin | Tallis")]
    [InlineData(
        "The owner was not among the passengers then", "The owner was among the passengers then", "negation: not | -")]
    [InlineData(
        "The owner denied that he was on board", "The owner confirmed that he was on board",
        "negation: denied | confirmed")]
    [InlineData(
        "They left with life jackets for the children", "They left without life jackets for the children",
        "negation: with | without")]
    [InlineData("The owner didn’t see the boat come in", "The owner did see the boat come in", "negation: t | did")]
    [InlineData("Le patron n’était pas au port ce soir", "Le patron était au port ce soir", "negation: pas | -")]
    [InlineData("Хозяин не был на борту в тот вечер", "Хозяин был на борту в тот вечер", "negation: не | -")]
    public void Finds(string a, string b, string expected)
    {
        Assert.Equal([expected], Differences(a, b));
    }

    [Theory]
    [InlineData("Officials said 12 dead were found", "Officials said twelve dead were found")]
    [InlineData("A crowd of 1,200 people stood there", "A crowd of 1200 people stood there")]
    [InlineData("A crowd of 1.200 people stood there", "A crowd of 1,200 people stood there")]
    [InlineData("A crowd of 1.2 million people stood there", "A crowd of 1,200,000 people stood there")]
    [InlineData("A crowd of a dozen people stood there", "A crowd of 12 people stood there")]
    [InlineData("A crowd of two hundred people stood there", "A crowd of 200 people stood there")]
    [InlineData("قتل ١٢ شخصا في المدينة القديمة", "قتل 12 شخصا في المدينة القديمة")]
    [InlineData("The US navy came to the pier too", "The U.S. navy came to the pier too")]
    [InlineData("It opened on Jan. 5 after all the talk", "It opened on January 5 after all the talk")]
    [InlineData("It opened on Monday after all the talk", "It opened yesterday after all the talk")]
    [InlineData("The owner did not see the boat come in", "The owner didn’t see the boat come in")]
    [InlineData("He saw the boat come in that night", "She saw the boat come in that night")]
    [InlineData("Mr Smith saw the boat come in", "Captain Smith saw the boat come in")]
    [InlineData("It lay 10 miles off the coast then", "It lay 16 km off the coast then")]
    [InlineData("At least 12 people saw the boat come in", "People saw the boat come in")]
    [InlineData("The large boat came in that night", "The big boat came in that night")]
    public void AnotherWayOfWritingIsNone(string a, string b) => Assert.Empty(Differences(a, b));

    [Fact]
    public void PlacesAreThoseOfTheTextsWhicheverIsLonger()
    {
        var text = $"😀 {Before}It was 12 feet.{After}";
        var other = $"{Before}It was 21 feet.{After} One word more than the other.";

        foreach (var (a, b) in new[] { (text, other), (other, text) })
        {
            var difference = Assert.Single(
                Compared.Of(a, b).Differences);
            Assert.Equal(
                (new TextRange(CodePoints(a, a == text ? "12 feet" : "21 feet"), 2), DifferenceKind.Number),
                (difference.A, difference.Kind));
            Assert.Equal(CodePoints(b, b == text ? "12 feet" : "21 feet"), difference.B.Start);
        }

        static int CodePoints(string text, string words) =>
            text[..text.IndexOf(words, StringComparison.Ordinal)].EnumerateRunes().Count();
    }

    [Fact]
    public void AFigureBesideAPassageCounts()
    {
        var shared = Collection.Words(1, 40);

        Assert.Equal(["number: 12 | 21"], Show($"12 {shared}", $"21 {shared}"));
        Assert.Equal(["number: 12 | 21"], Show($"{shared} 12", $"{shared} 21"));
    }

    [Fact]
    public void TextsThatShareNothingDifferInNothing() =>
        Assert.Empty(Show($"12 {Collection.Words(1, 40)}", $"21 {Collection.Words(2, 40)}"));

    // A longer gap is another wording.
    [Theory]
    [InlineData(4, 4, true)]
    [InlineData(4, 0, true)]
    [InlineData(0, 4, true)]
    [InlineData(5, 0, false)]
    [InlineData(0, 5, false)]
    public void OnlyShortGapsAreCompared(int wordsA, int wordsB, bool isTold) => Assert.Equal(
        isTold ? ["number: 12 | 21"] : [],
        Show($"{Before}{Collection.Words(3, wordsA)} 12 {After}", $"{Before}{Collection.Words(4, wordsB)} 21 {After}"));

    // A sign that one text lacks is missed where two words before it and three behind it are the same.
    [Theory]
    [InlineData("this s t", "that s t", "u v w", "u v w", true)]
    [InlineData("this t", "that t", "u v w", "u v w", false)]
    [InlineData("s t", "s t", "u v w this", "u v w that", true)]
    [InlineData("s t", "s t", "u v this", "u v that", false)]
    public void TheWordsAroundASignAreAsked(
        string beforeA, string beforeB, string behindA, string behindB, bool isTold) => Assert.Equal(
        isTold ? ["number: $12 | 12"] : [],
        Show($"{Before}{beforeA} $12 {behindA} {After}", $"{Before}{beforeB} 12 {behindB} {After}"));

    private static List<string> Differences(string a, string b) => Show($"{Before}{a}.{After}", $"{Before}{b}.{After}");

    private static List<string> Show(string a, string b)
    {
        var pair = Compared.Of(a, b);
        return [.. pair.Differences.Select(difference =>
            $"{Names.Of(difference.Kind)}: {Part(a, difference.A)} | {Part(b, difference.B)}")];

        static string Part(string text, TextRange range) =>
            range.Length == 0 ? "-" : text.Substring(range.Start, range.Length);
    }
}
