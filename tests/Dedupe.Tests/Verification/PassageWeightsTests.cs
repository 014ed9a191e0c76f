using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests.Verification;

public sealed class PassageWeightsTests
{
    // More texts than the frequency cap, so that nothing is taken for one story. A form whose blanks are filled with
    // other words each time: seven words of it, two that are filled in. The two texts that happen to have a longer
    // filling in common are compared, and are no copies.
    [Fact]
    public async Task AFormIsNoCopyWhateverFillsItsGaps()
    {
        var result = await RunAsync([.. Enumerable.Range(0, 1100).Select(number => new Document(
            $"d{number:0000}", Form(number) + (
                number < 2 ? Words(0, 20) : Words(10_000 + number, 20)), source: $"outlet {number}",
                date: new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(number)))]);

        Assert.Empty(result.Clusters);
    }

    // The two texts themselves are no others: with them alone a passage counts in full, a third story takes half of
    // it, a fourth makes it a template. The line of partial is at 28 words.
    [Theory]
    [InlineData(2, 28, Relation.Partial)]
    [InlineData(2, 27, Relation.None)]
    [InlineData(3, 56, Relation.Partial)]
    [InlineData(3, 55, Relation.None)]
    [InlineData(4, 90, Relation.Template)]
    public async Task EachOtherStoryTakesItsPart(int stories, int shared, Relation expected)
    {
        var result = await RunAsync([.. Enumerable.Range(0, stories).Select(number => new Document(
            $"d{number}", $"{Words(10 + number, 300)} {Words(1, shared)} {Words(20 + number, 300)}",
                source: $"outlet {number}"))]);

        Assert.Equal(expected, result.RelationOf("d0", "d1"));
    }

    private static string Form(int number) =>
        string.Concat(
            Enumerable.Range(0, 16).Select(blank => $"{Words(1, 7, $"b{blank}w")} {Words(number, 2, $"n{blank}w")} "));
}
