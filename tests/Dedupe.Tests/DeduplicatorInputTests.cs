using System.Text;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Tests;

/// <summary>The ways in: whatever form documents come in, the run is the same.</summary>
public sealed class DeduplicatorInputTests
{
    private static readonly (string Id, string Text)[] Articles =
    [
        .. Enumerable.Range(0, 400).Select(number => ($"a{number:000}", Collection.Words(number / 2, 60))),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryWayInLeadsToTheSameResult()
    {
        var deduplicator = new Deduplicator();
        var expected = (await Collection.RunAsync(Articles)).Describe();
        var documents = Articles.Select(Read).ToList();

        foreach (var run in new[]
        {
            deduplicator.RunAsync(documents, cancellationToken: Token),
            deduplicator.RunAsync(documents.ToAsyncEnumerable(), cancellationToken: Token),
            deduplicator.RunAsync(Articles, Read, cancellationToken: Token),
            deduplicator.RunAsync(Articles.Reverse().ToAsyncEnumerable(), Read, cancellationToken: Token),
        })
            Assert.Equal(expected, (await run).Describe());
    }

    [Fact]
    public async Task FilesAreCountedAndTheirRejectionsToldByLine()
    {
        using var folder = new TempFolder();
        folder.Write("a.jsonl", string.Concat(Articles.Take(4).Select(article =>
            $$"""{"id":"{{article.Id}}","text":"{{article.Text}}"}""" + "\n")) + "no json\n");
        folder.Write("page.html", "<p>passed over</p>");

        var result = await new Deduplicator().RunAsync(new FileSource([folder.Root]), cancellationToken: Token);

        Assert.Equal(["a000 a001", "a002 a003"], result.ClusterIds());
        var rejection = Assert.Single(result.Rejections);
        Assert.Equal((5L, RejectionReason.BadJson), (rejection.Origin.Line, rejection.Reason));
        Assert.Equal((1, 5, 4), (result.Summary.Files, result.Summary.Read, result.Summary.Accepted));
        Assert.Equal(1, result.Summary.PassedOver[".html"]);
    }

    [Fact]
    public async Task RecordsThatAreNoDocumentsAreRejectedByTheirNumber()
    {
        byte[] bad = [0x61, 0xFF];
        Func<Document>[] records =
        [
            () => new Document("good", "some words"), () => new Document("", "some words"), () => default,
            () => new Document("empty", " \n"), () => new Document("bad"u8.ToArray(), bad),
            () => new Document("lone", "a lone \uD800 surrogate"),
            () => new Document("large"u8.ToArray(), new byte[(32 << 20) + 1]),
        ];

        var result = await new Deduplicator().RunAsync(records, record => record(), cancellationToken: Token);

        Assert.Equal("good", Assert.Single(result.Documents).Id);
        Assert.Equal(
            [
                (2, RejectionReason.MissingId), (3, RejectionReason.MissingId), (4, RejectionReason.Empty),
                (5, RejectionReason.BadEncoding), (6, RejectionReason.BadEncoding), (7, RejectionReason.Oversized),
            ],
            result.Rejections.Select(rejection => (rejection.Origin.Line, rejection.Reason)));
    }

    [Fact]
    public async Task AFaultOfTheDelegateEndsTheRunAndIsThrownAsItIs()
    {
        static Document Failing((string Id, string Text) article) =>
            article.Id == "a300" ? throw new FormatException("the caller's own") : Read(article);

        var error = await Assert.ThrowsAsync<FormatException>(
            () => new Deduplicator().RunAsync(Articles, Failing, cancellationToken: Token));
        Assert.Equal("the caller's own", error.Message);
    }

    [Fact]
    public async Task ARunIsEndedWhileRecordsAreAskedFor()
    {
        using var stop = new CancellationTokenSource();
        IEnumerable<int> Endless()
        {
            for (var number = 0; ; number++)
            {
                if (number == 1000)
                    stop.Cancel();
                yield return number;
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Deduplicator().RunAsync(
            Endless(), number => new Document($"{number}", Collection.Words(number, 20)),
            cancellationToken: stop.Token));
    }

    [Fact]
    public async Task PairsAndMembersNameTheirDocuments()
    {
        var result = await new Deduplicator().RunAsync(
            [
                new Document("b", Articles[0].Text, title: "The title", source: "The outlet"),
                new Document("a", Articles[0].Text + " " + Articles[9].Text), new Document("c", "another text"),
            ],
            cancellationToken: Token);

        var pair = Assert.Single(result.Pairs);
        Assert.Equal(("a", "b"), (pair.IdA, pair.IdB));
        var cluster = Assert.Single(result.Clusters);
        Assert.Equal(["a", "b"], cluster.Members.Select(member => member.Id));
        Assert.Equal("a", cluster.Representative.Id);
        Assert.Equal(("The title", "The outlet"), (
            cluster.Members[1].Document.Title, cluster.Members[1].Document.Source));
    }

    private static Document Read((string Id, string Text) article) =>
        new(Encoding.UTF8.GetBytes(article.Id), Encoding.UTF8.GetBytes(article.Text));
}
