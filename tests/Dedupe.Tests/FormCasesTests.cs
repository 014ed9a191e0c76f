using Xunit;

namespace Dedupe.Tests;

/// <summary>
/// Two fillings of one form are no copies, however much of the text the skeleton is; the same event in one form is.
/// </summary>
public sealed class FormCasesTests
{
    public static TheoryData<int, int> Forms()
    {
        var data = new TheoryData<int, int>();
        foreach (var slots in (int[])[3, 4, 5, 8, 12, 20, 30])
        {
            foreach (var between in (int[])[8, 12, 20, 40, 80])
                data.Add(slots, between);
        }

        return data;
    }

    // All kinds of slots: figures, names and months, mixed and alone.
    public static TheoryData<string, int> Kinds()
    {
        var data = new TheoryData<string, int>();
        foreach (var slots in (string[])["fff", "nnn", "ddd", "fnd", "nnd", "fdfd", "nnnnnnnn", "fnfnfnfnfnfnfnfnfnfn"])
        {
            foreach (var between in (int[])[8, 12, 20, 40, 80])
                data.Add(slots, between);
        }

        foreach (var slots in (string[])["ff", "fn", "fd", "nd", "dd"])
        {
            foreach (var between in (int[])[8, 12, 20])
                data.Add(slots, between);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task TwoFillingsAreATemplate(int slots, int between)
    {
        var (one, other) = (FormTexts.Fill(slots, between, 0), FormTexts.Fill(slots, between, 1));

        Assert.Equal(Relation.Template, Compared.Of(one, other).Relation);
        foreach (var nearOnly in (bool[])[false, true])
        {
            var result = await Collection.RunAsync(
                [new Document("one", one), new Document("other", other)], new DedupeOptions { NearOnly = nearOnly });
            Assert.Empty(result.Clusters);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TwoFillingsOfSlotsOfAnyKindAreATemplate(string slots, int between) => Assert.Equal(
        Relation.Template,
        Compared.Of(FormTexts.Fill(slots, between, 0), FormTexts.Fill(slots, between, 1)).Relation);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheSameFillingIsACopyWhateverStandsRoundIt(string slots, int between)
    {
        var text = FormTexts.Fill(slots, between, 0);
        var other = $"{Collection.Words(7, 10)} {text} {Collection.Words(8, 5)}";

        Assert.True(Compared.Of(text, other).Relation >= Relation.Derived);
    }

    // Of five facts and more two may be brought up to date, in the same text.
    [Theory]
    [MemberData(nameof(Forms))]
    public void OneOrTwoCorrectedSlotsLeaveACopy(int slots, int between)
    {
        for (var corrected = 1; corrected <= (slots < 5 ? 1 : 2); corrected++)
        {
            var pair = Compared.Of(
                FormTexts.Fill(slots, between, 0), FormTexts.Fill(slots, between, 1, kept: slots - corrected));
            Assert.True(pair.Relation >= Relation.Derived, $"{pair.Relation} with {corrected} corrected");
            Assert.NotEmpty(pair.Differences);
        }
    }

    // Two slots are a form while the text is as short as notices are; two figures in a report were corrected.
    [Fact]
    public void WithTwoSlotsTheAnswerChangesOnceWithTheLengthOfTheText()
    {
        var isCopy = Enumerable.Range(8, 120).Select(between => Compared.Of(
            FormTexts.Fill(2, between, 0), FormTexts.Fill(2, between, 1)).Relation >= Relation.Derived).ToArray();

        Assert.False(isCopy[0]);
        Assert.True(isCopy[^1]);
        Assert.Equal(1, isCopy.Zip(isCopy.Skip(1)).Count(static step => step.First != step.Second));
    }

    // The same words but for one figure: within hours it is a correction, the next day the outlet's next edition, and
    // after more days than a story lives nobody's correction.
    [Theory]
    [InlineData("A", "A", 3, true)]
    [InlineData("A", "A", 24, false)]
    [InlineData("A", "A", 240, false)]
    [InlineData("A", "B", 24, true)]
    [InlineData("A", "B", 240, false)]
    [InlineData(null, null, 24, true)]
    [InlineData(null, null, 240, false)]
    public async Task DatesOfOneOutletTellAnEditionFromACorrection(string? one, string? other, int hours, bool isCopy)
    {
        var date = new DateTimeOffset(2024, 5, 6, 7, 0, 0, TimeSpan.Zero);
        var text = FormTexts.Fill("f", 20, 0);
        foreach (var nearOnly in (bool[])[false, true])
        {
            var result = await Collection.RunAsync(
                [
                    new Document("one", text, source: one, date: date),
                    new Document("other", FormTexts.Fill("f", 20, 1), source: other, date: date.AddHours(hours)),
                ], new DedupeOptions { NearOnly = nearOnly });
            Assert.Equal(isCopy, result.Clusters.Count == 1);
        }
    }

    // The more slots agree, the more it is a copy: the answer changes once.
    [Theory]
    [MemberData(nameof(Forms))]
    public void TheAnswerChangesOnceFromNoSlotThatAgreesToAll(int slots, int between)
    {
        var isCopy = Enumerable.Range(0, slots + 1).Select(kept => Compared.Of(
            FormTexts.Fill(slots, between, 0), FormTexts.Fill(slots, between, 1, kept)).Relation >= Relation.Derived);

        Assert.Equal(1, isCopy.Zip(isCopy.Skip(1)).Count(static step => step.First != step.Second));
    }

    // House styles and transliterations.
    [Fact]
    public void NamesInTwoSpellingsAndFiguresInTwoStylesMakeNoForm()
    {
        static string Text(string[] facts) =>
            string.Join(' ', facts.Select((fact, number) => $"{Collection.Words(number, 9)} {fact}"));

        Assert.True(Compared.Of(
            Text(["Osarin", "Defence", "12,231,000", "84.540", "10/10/1436", "15.8"]),
            Text(["Usarin", "Defense", "12.2", "84,540,000", "1436/10/10", "8,15"])).Relation >= Relation.Derived);
    }

    // What differs is no figure and no name.
    [Theory]
    [InlineData(12)]
    [InlineData(36)]
    public void OtherWordsHereAndThereMakeNoForm(int replaced)
    {
        var words = Collection.Words(5, 300).Split(' ');
        var other = (string[])words.Clone();
        for (var word = 0; word < replaced; word++)
            other[word * (300 / replaced)] = $"synonym{word}";

        Assert.True(Compared.Of(string.Join(' ', words), string.Join(' ', other)).Relation >= Relation.Derived);
    }

    // The next day's paper says "yesterday" for "today".
    [Fact]
    public void AnotherDayToCountFromMakesNoForm()
    {
        static string Text(string[] days) =>
            string.Join(' ', days.Select((day, number) => $"{Collection.Words(number, 15)} {day}"));

        var pair = Compared.Of(
            Text(["today", "tomorrow", "yesterday", "today"]), Text(["yesterday", "today", "tomorrow", "tomorrow"]));
        Assert.True(pair.Relation >= Relation.Derived);
    }
}
