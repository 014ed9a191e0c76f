using System.Text;
using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests;

/// <summary>Item, version and content are three things: see the decisions of 2026-11-27.</summary>
public sealed class ItemVersionTests
{
    private static readonly string Story = Words(1, 120);

    private static Document Item(string id, string? version, string text, string? source = "AFP") =>
        new(id, text, source: source) { Version = Encoding.UTF8.GetBytes(version ?? "") };

    [Fact]
    public async Task LaterVersionsOfAnItemAreKnownAsVersions()
    {
        var result = await RunAsync(
            [
                Item("x", "10", Story + " w w"), Item("x", "9", Story + " v"), Item("x", "2", Story),
                Item("y", "2", Words(2, 50)),
            ]);

        Assert.Empty(result.Rejections);
        Assert.Equal(["x", "x#10", "x#9", "y"], result.Documents.Select(static document => document.Id));
        Assert.Equal(["x", "x", "x", "y"], result.Documents.Select(static document => document.ItemId));
        Assert.Equal(["2", "10", "9", "2"], result.Documents.Select(static document => document.Version));
        Assert.Equal([null, "x#9", "x", null], result.Documents.Select(static document => document.RevisionOf));
        Assert.Equal("x x#10 x#9", Assert.Single(result.ClusterIds().Select(Sorted)));
    }

    [Fact]
    public async Task OneVersionTwiceIsADuplicateIdAndSoIsAnotherSources()
    {
        var result = await RunAsync(
            [
                Item("x", "1", Story), Item("x", "2", Story + " v"), Item("x", "2", Words(3, 80)),
                Item("x", "1", Story), Item("z", null, Words(4, 50)), Item("z", null, Words(5, 50)),
            ]);
        Assert.Equal(["x", "x#2", "z"], result.Documents.Select(static document => document.Id));
        Assert.Equal(3, result.Rejections.Count);
        Assert.All(
            result.Rejections, static rejection => Assert.Equal(RejectionReason.DuplicateId, rejection.Reason));
        Assert.Contains(result.Rejections, static rejection => rejection.Detail!.Contains(
            "version 2 of the id 'x'", StringComparison.Ordinal));

        result = await RunAsync([Item("x", "1", Story, "AFP"), Item("x", "2", Story + " v", "Reuters")]);
        Assert.Single(result.Documents);
        Assert.Equal(RejectionReason.DuplicateId, Assert.Single(result.Rejections).Reason);
    }

    [Fact]
    public async Task NoVersionIsTheFirstOne()
    {
        var result = await RunAsync([Item("x", "1", Story), Item("x", null, Words(3, 50))]);
        Assert.Equal(["x", "x#1"], result.Documents.Select(static document => document.Id));
        Assert.Null(result.Documents[0].Version);
    }

    [Fact]
    public async Task NoTwoDocumentsAreKnownByOneName()
    {
        Document[] documents =
        [
            Item("x", "1", Words(1, 40)), Item("x", "2", Words(2, 40)), Item("x#2", null, Words(3, 40)),
            Item("x##2", "0", Words(4, 40)), Item("x", "2#3", Words(5, 40)), Item("x#2", "3", Words(6, 40)),
            Item("x!", null, Words(7, 40)),
        ];
        var result = await RunAsync(documents);
        Assert.Empty(result.Rejections);
        var ids = result.Documents.Select(static document => document.Id).ToList();
        Assert.Equal(documents.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(["x", "x!", "x###2", "x##2", "x#2", "x#2##3", "x#2#3"], ids);
    }

    [Fact]
    public async Task TheOrderOfTheInputDoesNotShow()
    {
        var documents = Enumerable.Range(0, 300).Select(static number => Item(
            $"item{number % 40}", number % 7 == 0 ? null : $"{number % 5}", Words(number % 23, 60) + $" w{number}",
            number % 3 == 0 ? "AFP" : "dpa") with
        { Url = Encoding.UTF8.GetBytes($"https://x/{number % 2}") }).ToList();
        var first = (await RunAsync(documents)).Describe();
        var random = new Random(5);
        for (var round = 0; round < 5; round++)
        {
            var shuffled = documents.ToArray();
            random.Shuffle(shuffled);
            Assert.Equal(first, (await RunAsync(shuffled, new DedupeOptions { Threads = 1 + round })).Describe());
        }
    }

    [Fact]
    public async Task NotesAreKeptAndLongOnesCountAsUnknown()
    {
        var result = await RunAsync(
            [
                new Document("a", Story, title: "KILL: Ferry sinks off Ellery")
                {
                    Status = "usable"u8.ToArray(),
                    Url = "https://example.org/a"u8.ToArray(),
                    Version = new byte[Document.MaxNoteBytes + 1],
                },
                new Document("https://example.org/b", Story) { Url = "https://example.org/b"u8.ToArray() },
            ]);
        var (a, b) = (result.Documents[0], result.Documents[1]);
        Assert.Equal(("usable", "https://example.org/a", null, "KILL"), (a.Status, a.Url, a.Version, a.Label));
        Assert.Equal((null, null, null), (b.Status, b.Url, b.Label));
    }

    private static string Sorted(string ids) => string.Join(' ', ids.Split(' ').Order(StringComparer.Ordinal));
}
