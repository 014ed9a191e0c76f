using Xunit;

namespace Dedupe.Tests;

/// <summary>
/// Two fillings of one form are no copies, however much of the text the skeleton is; the same event in one form is.
/// </summary>
public sealed class FormCasesTests
{
    private const int FewestSlots = 3;

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
    [MemberData(nameof(Forms))]
    public void OneOrTwoCorrectedSlotsLeaveACopy(int slots, int between)
    {
        for (var corrected = 1; corrected < FewestSlots; corrected++)
        {
            var pair = Compared.Of(
                FormTexts.Fill(slots, between, 0), FormTexts.Fill(slots, between, 1, kept: slots - corrected));
            Assert.True(pair.Relation >= Relation.Derived, $"{pair.Relation} with {corrected} corrected");
            Assert.NotEmpty(pair.Differences);
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
