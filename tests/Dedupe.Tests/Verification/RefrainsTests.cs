using System.Text;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class RefrainsTests
{
    private const string Prose =
        "The council met on Monday to hear what the engineers had found beneath the old bridge after the flood had gone down. ";

    [Fact]
    public void AGalleryIsAListAndTheProseAroundItIsNot()
    {
        var captions = string.Concat(Enumerable.Range(1, 6).Select(number =>
            $"Photos: The bridge at Orrin Ford in pictures. Number {number} shows pier {number + 10} from the {number + 3}th bank. Hide caption {number}. "));
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
        text.Prepare(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("one two three four five six seven eight ", 9))), 5);
        Assert.Contains(true, text.Listed.ToArray());

        text.Prepare(Encoding.UTF8.GetBytes(Prose), 5);
        Assert.DoesNotContain(true, text.Listed.ToArray());
    }

    [Fact]
    public void SharedGalleriesMakeATemplateAndNoCopy()
    {
        var captions = string.Concat(Enumerable.Range(1, 12).Select(number =>
            $"Photos: The bridge at Orrin Ford in pictures. {Words(100 + number, 7)} Hide caption {number} of 12. "));
        var pair = new Deduplicator().Compare(
            new Document("a", Words(1, 120) + captions), new Document("b", Words(2, 120) + captions));

        Assert.Equal(Relation.Template, pair.Relation);
        // What follows the last refrain is prose again: the last caption.
        Assert.InRange(pair.ProseCoverageA, 0, 0.06);
        Assert.True(pair.CoverageA > 0.5);
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
