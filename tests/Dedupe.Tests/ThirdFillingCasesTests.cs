using Xunit;

namespace Dedupe.Tests;

/// <summary>
/// Of long texts that differ in two facts two may be one text corrected; a third with a third content shows a form.
/// </summary>
public sealed class ThirdFillingCasesTests
{
    private static Document Filling(string slots, int between, int filling) =>
        new($"f{filling:d2}", FormTexts.Fill(slots, between, filling));

    private static async Task<string[]> Clusters(IEnumerable<Document> documents, bool nearOnly = false) =>
        [.. (await Collection.RunAsync([.. documents], new DedupeOptions { NearOnly = nearOnly })).ClusterIds()];

    [Theory]
    [InlineData("fn", 3, 40)]
    [InlineData("fn", 3, 120)]
    [InlineData("nf", 5, 60)]
    [InlineData("nn", 4, 60)]
    [InlineData("fn", 12, 60)]
    [InlineData("fn", 19, 100)]
    public async Task ThreeFillingsAndMoreAreForms(string slots, int fillings, int between)
    {
        var documents = Enumerable.Range(0, fillings).Select(filling => Filling(slots, between, filling)).ToList();
        foreach (var nearOnly in (bool[])[false, true])
        {
            Assert.Empty(await Clusters(documents, nearOnly));
            Assert.Empty(await Clusters(documents.AsEnumerable().Reverse(), nearOnly));
            Assert.Single(await Clusters(documents.Take(2), nearOnly));
        }
    }

    // Each event's own copies stay together, whichever of them was compared with others.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CopiesOfOneFillingStayCopies(bool nearOnly)
    {
        var documents = Enumerable.Range(0, 4).SelectMany(static filling => (Document[])
            [
                Filling("fn", 60, filling),
                new Document($"again{filling}", FormTexts.Fill("fn", 60, filling).ToUpperInvariant()),
                new Document($"cut{filling}", FormTexts.Fill("fn", 60, filling)[..^40]),
            ]);

        Assert.Equal(
            ["again0 cut0 f00", "again1 cut1 f01", "again2 cut2 f02", "again3 cut3 f03"],
            (await Clusters(documents, nearOnly)).Select(
                static ids => string.Join(' ', ids.Split(' ').Order(StringComparer.Ordinal))).Order());
    }

    // A running story has a third figure with its third version, and the same names.
    [Fact]
    public async Task ThreeVersionsOfARunningStoryAreCopies() => Assert.Single(
        await Clusters(Enumerable.Range(0, 3).Select(static version => Filling("ff", 60, version))));

    // A name that three outlets put in, or misspell, is one fact.
    [Fact]
    public async Task OneNameThatDiffersEachTimeMakesNoForm() => Assert.Single(
        await Clusters(Enumerable.Range(0, 5).Select(static version => Filling("n", 60, version))));
}
