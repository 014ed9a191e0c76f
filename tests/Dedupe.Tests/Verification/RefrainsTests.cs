using System.Text;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class RefrainsTests
{
    private const string Prose =
        "The council met on Monday to hear what the engineers had found beneath the old bridge after the flood had " +
        "gone down. ";

    [Fact]
    public void AGalleryIsAListAndTheProseAroundItIsNot()
    {
        var captions = string.Concat(Enumerable.Range(1, 6).Select(number =>
            $"Photos: The bridge at Orrin Ford in pictures. Number {number} shows pier {number + 10} from the " +
            $"{number + 3}th bank. Hide caption {number}. "));
        var text = Prepared(Prose + captions + Prose.Replace("Monday", "Friday", StringComparison.Ordinal));

        var listed = text.Listed.ToArray();
        Assert.DoesNotContain(true, listed.Take(20));
        Assert.DoesNotContain(true, listed.TakeLast(20));
        Assert.True(listed.Count(flag => flag) > 60, $"{listed.Count(flag => flag)} tokens are listed");
    }

    [Fact]
    public void APhraseThatComesThreeTimesOrFarApartIsNoRefrain()
    {
        const string Phrase = "the first minister of the united river provinces said ";
        var near = string.Concat(Enumerable.Range(0, 3).Select(number => Phrase + Words(number, 10)));
        var far = string.Concat(Enumerable.Range(0, 5).Select(number => Phrase + Words(number, 150)));

        Assert.DoesNotContain(true, Prepared(near).Listed.ToArray());
        Assert.DoesNotContain(true, Prepared(far).Listed.ToArray());
    }

    [Fact]
    public void TheFlagsOfALongerTextDoNotStay()
    {
        var text = new PreparedText();
        text.Prepare(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("one two three four five six seven eight ", 9))), 5);
        Assert.Contains(true, text.Listed.ToArray());

        text.Prepare(Encoding.UTF8.GetBytes(Prose), 5);
        Assert.DoesNotContain(true, text.Listed.ToArray());
    }

    [Fact]
    public void SharedGalleriesMakeATemplateAndNoCopy()
    {
        var captions = string.Concat(Enumerable.Range(1, 12).Select(number =>
            $"Photos: The bridge at Orrin Ford in pictures. {Words(100 + number, 7)} Hide caption {number} of 12. "));
        var pair = Compared.Of(
            new Document("a", Words(1, 120) + captions), new Document("b", Words(2, 120) + captions));

        Assert.Equal(Relation.Template, pair.Relation);
        // What follows the last refrain is prose again: the last caption.
        Assert.InRange(pair.ProseCoverageA, 0, 0.06);
        Assert.True(pair.CoverageA > 0.5);
    }

    // The words between the repeats are shared: with a refrain that belongs to sentences they are prose, and the
    // refrain is none.
    [Theory]
    [InlineData("We will not go back to the dark years when {0}. {1}. ")]
    [InlineData("{1}, {0} and so we shall not be moved from this place again. ")]
    [InlineData("Lord, have mercy upon us and hear the prayer of thy people. {0} {1}. ")]
    [InlineData("{2}. Calls upon all members of the assembly to make sure that {0} {1};\n")]
    [InlineData("لن نعود الى تلك السنوات المظلمة عندما كان {0}. {1}. ")]
    public void ASpeechThatRepeatsAPhraseIsProse(string verse)
    {
        string Verse(int number) =>
            string.Format(
                System.Globalization.CultureInfo.InvariantCulture, verse, Words(100 + number, 14).Trim(),
                Words(200 + number, 14).Trim(), number);
        var speech = string.Concat(Enumerable.Range(1, 10).Select(Verse));
        var report = Words(1, 80).Trim() + ". " + string.Concat(Enumerable.Range(5, 6).Select(Verse));
        var pair = Compared.Of(speech, report);

        Assert.Equal(Relation.Derived, pair.Relation);
        Assert.InRange(pair.ProseCoverageA, 0.3, 0.6);
        Assert.True(pair.CoverageA > pair.ProseCoverageA + 0.05);
    }

    // However often the phrase comes, however long the verses are, and whether another sentence stands between.
    [Theory]
    [InlineData("We will not go back to the dark years when {0}. {1}. ")]
    [InlineData("We will not go back to the dark years when {0}; ")]
    [InlineData("{0}, and that is what they will not tell you in the capital. ")]
    public void ASpeechIsProseOverItsWholeRange(string verse)
    {
        for (var verses = 8; verses <= 40; verses += 4)
        {
            for (var words = 12; words <= 90; words += 13)
            {
                string Verse(int number) =>
                    string.Format(
                        System.Globalization.CultureInfo.InvariantCulture, verse, Words(100 + number, words).Trim(),
                        Words(200 + number, 14).Trim());
                var speech = string.Concat(Enumerable.Range(1, verses).Select(Verse));
                var report = Words(1, 40).Trim() + ". " + string.Concat(Enumerable.Range(1, verses / 2).Select(Verse));

                Assert.Equal((verses, words, Relation.Derived), (verses, words, Compared.Of(speech, report).Relation));
            }
        }
    }

    [Theory]
    [InlineData("We will not go back to the dark years when {0}. ")]
    [InlineData("{0}, and so we shall not be moved from this place again. ")]
    public void TwoSpeechesThatShareARefrainAreNoCopies(string verse)
    {
        string Speech(int seed) => string.Concat(Enumerable.Range(seed, 8).Select(number =>
            string.Format(System.Globalization.CultureInfo.InvariantCulture, verse, Words(number, 25).Trim())));
        var pair = Compared.Of(new Document("a", Speech(1)), new Document("b", Speech(100)));

        Assert.Equal(Relation.Template, pair.Relation);
    }

    // Heads of galleries and rows of tables: a colon, a counter, capitals, or nothing that ends a sentence.
    [Theory]
    [InlineData("Photos: Scenes of the flood at Orrin Ford. {0}. ")]
    [InlineData("Hide caption {1} of 12. Scenes of the great flood at the ford. {0}. ")]
    [InlineData("Who Is Who In The Orrin Ford Scandal. {0}. ")]
    [InlineData("{0} at the naval academy of the northern coast in {1} ")]
    public void ARunningHeadIsNoProse(string item)
    {
        var gallery = string.Concat(Enumerable.Range(1, 12).Select(number =>
            string.Format(
                System.Globalization.CultureInfo.InvariantCulture, item, Words(100 + number, 14).Trim(), number)));
        var pair = Compared.Of(new Document("a", Words(1, 60) + gallery), new Document("b", Words(2, 60) + gallery));

        Assert.Equal(Relation.Template, pair.Relation);
    }

    private static string Words(int seed, int count)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, count).Select(_ => $"w{random.Next(100_000)} "));
    }

    private static PreparedText Prepared(string source)
    {
        var text = new PreparedText();
        text.Prepare(Encoding.UTF8.GetBytes(source), 5);
        return text;
    }
}
