using Dedupe.Live;
using Xunit;

namespace Dedupe.Service.Tests.Live;

/// <summary>Very many copies of one text, and texts of a word or two.</summary>
public sealed class UnusualTextsTests
{
    private static readonly string Story = string.Join(
        ' ', Enumerable.Range(0, 12).Select(static seed => Stories.Sentence(new Random(seed))));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThousandsOfCopiesAreOneCluster()
    {
        await using var house = new LiveHouse();
        LiveItem[] copies = [.. Enumerable.Range(0, 2000).Select(static i => LiveHouse.Item($"c{i:D4}", Story))];
        var answers = await house.Index.AddAsync(copies, Stop);
        Assert.All(answers.Skip(1), static answer => Assert.Equal(Relation.Identical, answer.Relation));
        Assert.All(answers.Skip(1), answer => Assert.Equal(answers[1].Cluster!.Number, answer.Cluster!.Number));
        await house.Index.SettleAsync(Stop);
        Assert.Equal(await LiveHouse.BatchAsync(copies.Select(static one => one.Document)), house.Clusters());
    }

    [Theory]
    [InlineData("Harbour")]
    [InlineData("Polls close")]
    [InlineData("港口")]
    public async Task AFewWordsFindTheSameFewWords(string text)
    {
        await using var house = new LiveHouse();
        LiveItem[] items =
        [
            LiveHouse.Item("a", text), LiveHouse.Item("b", text), LiveHouse.Item("c", text + " again"),
            LiveHouse.Item("d", text, title: "Another headline of five words"),
        ];
        var answers = await house.Index.AddAsync(items, Stop);
        Assert.Equal(Relation.Identical, answers[1].Relation);
        Assert.Equal(Relation.None, answers[2].Relation);
        Assert.True(answers[3].Relation < Relation.Derived, answers[3].Relation.ToString());
        await house.Index.SettleAsync(Stop);
        Assert.Equal(await LiveHouse.BatchAsync(items.Select(static one => one.Document)), house.Clusters());
    }
}
