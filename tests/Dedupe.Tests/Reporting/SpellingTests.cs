using Dedupe.Reporting;
using Xunit;

namespace Dedupe.Tests.Reporting;

public sealed class SpellingTests
{
    private static readonly string[] Commands =
        ["cluster", "plan", "stage", "status", "compare", "eval", "sample", "tune", "filter", "curve", "info"];

    [Theory]
    [InlineData("clusterr", "cluster")]
    [InlineData("CLUSTER", "cluster")]
    [InlineData("lcuster", "cluster")]
    [InlineData("cmpare", "compare")]
    [InlineData("ifno", "info")]
    [InlineData("stat", "stage")]
    [InlineData("xylophone", null)]
    [InlineData("", null)]
    [InlineData("a", null)]
    [InlineData("é", null)]
    public void TheNearestWordIsFound(string word, string? nearest) =>
        Assert.Equal(nearest, Spelling.Nearest(word, Commands));

    [Fact]
    public void AWordAsLongAsADocumentIsNoWord() =>
        Assert.Null(Spelling.Nearest(new string('c', 10_000_000), Commands));
}
