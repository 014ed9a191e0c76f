using System.Text;
using Dedupe.Clustering;
using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests;

/// <summary>Small collections from end to end.</summary>
public sealed class DeduplicatorTests
{
    private static readonly string Story = Words(1, 120);

    [Fact]
    public async Task EachRelationIsFound()
    {
        var quote = $"“{Words(2, 30)}”";
        var result = await RunAsync(
            ("agency", $"{Story} {quote}"),
            ("copy", $"{Story} {quote}".ToUpperInvariant()),
            ("cut", $"{Words(1, 60)} {Words(3, 60)}"),
            ("near", $"{Story} {quote} Correction: a name was wrong"),
            ("other", Words(4, 100)),
            ("quoting", $"{Words(5, 90)} {quote}"),
            ("roundup", $"{Words(6, 300)} {Words(4, 30)} {Words(7, 300)}"),
            ("unrelated", Words(8, 100)));

        Assert.Equal(Relation.Identical, result.RelationOf("agency", "copy"));
        Assert.Equal(Relation.NearDuplicate, result.RelationOf("agency", "near"));
        // The copies are one group by now, and its centre stands for it.
        Assert.Equal(Relation.Derived, result.RelationOf("cut", "near"));
        Assert.Equal(Relation.Quote, result.RelationOf("near", "quoting"));
        Assert.Equal(Relation.Partial, result.RelationOf("other", "roundup"));
        Assert.All(result.Pairs, pair => Assert.NotEqual("unrelated", result.Documents[pair.B].Id));
        Assert.Equal(["near agency copy cut"], result.ClusterIds());
        Assert.Equal("longest", result.Clusters[0].Reason);
        Assert.Equal(
            result.Summary.PairsByRelation[Relation.Partial],
            result.Pairs.LongCount(pair => pair.Relation == Relation.Partial));
    }

    [Fact]
    public async Task AFooterInManyStoriesIsATemplateAndAStoryInManyOutletsIsNot()
    {
        var footer = Words(9, 60, "footer");
        var documents = Enumerable.Range(10, 11).Select(i => ($"page{i}", $"{Words(i, 100)} {footer}"))
            .Concat(Enumerable.Range(30, 40).Select(i => ($"wire{i}", $"{Words(i, 10)} {Story}")));
        var result = await RunAsync([.. documents]);

        Assert.Equal(Relation.Template, result.RelationOf("page10", "page11"));
        Assert.Equal(Relation.Template, result.RelationOf("page10", "page20"));
        Assert.All(result.Pairs.Where(pair => result.Documents[pair.A].Id.StartsWith("page", StringComparison.Ordinal)),
            pair =>
            Assert.Equal(Relation.Template, pair.Relation));
        Assert.Equal(40, Assert.Single(result.Clusters).Members.Count);
    }

    [Fact]
    public async Task AFooterThatCollidesInTheNearTierIsATemplateAllTheSame()
    {
        // Jaccard is 0.3: a few of the 780 pairs share a band, and are candidates before anything is known about
        // stories.
        var footer = Words(9, 80, "footer");
        var result = await RunAsync(
            [.. Enumerable.Range(10, 40).Select(i => ($"page{i}", $"{Words(i, 90)} {footer}"))]);

        Assert.Empty(result.Clusters);
        Assert.DoesNotContain(result.Pairs, pair => pair.Relation != Relation.Template);
    }

    [Fact]
    public async Task TheNearTierAloneReportsNearDuplicatesAlone()
    {
        var result = await RunAsync(
            Enumerable.Range(10, 40)
                .Select(i => new Document($"{i}", $"{Words(i, 70)} {Story}"))
                .Append(new Document("copy", $"{Words(10, 70)} {Story} x")),
            new DedupeOptions { NearOnly = true });

        Assert.Equal(["copy 10"], result.ClusterIds());
        Assert.Equal(Relation.NearDuplicate, Assert.Single(result.Pairs).Relation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task IdenticalTextsStayTogetherWhereverTheirStarIsCut(bool nearOnly)
    {
        // Thirty texts around a hub, with a Jaccard similarity of 0.86 to it. One of them has copies, which are
        // candidates with it alone: it becomes a member of the hub's star, and its copies must come along.
        var hub = Words(1, 200);
        var one = $"{hub} {Words(99, 31)}";
        var result = await RunAsync(
            [
                new Document("hub", hub),
                .. Enumerable.Range(10, 29).Select(i => new Document($"text{i}", $"{hub} {Words(i, 31)}")),
                new Document("x1", one),
                new Document("x2", one),
                new Document("x3", one + "!"),
            ],
            new DedupeOptions { NearOnly = nearOnly, Threshold = 0.85 });

        var cluster = Assert.Single(result.ClusterIds(), ids => ids.Contains("x1", StringComparison.Ordinal));
        Assert.Contains("x2", cluster, StringComparison.Ordinal);
        Assert.Contains("x3", cluster, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShortTextsAreMatchedExactlyAndEmptyOnesRejected()
    {
        var result = await RunAsync(
            ("a", "Stop press"), ("b", "STOP, press!"), ("c", "stop press now"), ("d", ""), ("e", " \n "), ("f", "…!?"),
                ("g", "one"));

        Assert.Equal(["a b"], result.ClusterIds());
        Assert.Equal(4, result.Summary.TooShort);
        Assert.Equal((7, 4, 3), (result.Summary.Read, result.Summary.Accepted, result.Summary.Rejected));
        Assert.Equal([4L, 5L, 6L], result.Rejections.Select(rejection => rejection.Origin.Line));
        Assert.All(result.Rejections, rejection => Assert.Equal(RejectionReason.Empty, rejection.Reason));
    }

    [Fact]
    public async Task OfTwoDocumentsWithOneIdTheFirstStays()
    {
        var result = await RunAsync(("x", Story), ("y", Words(2, 50)), ("x", Words(3, 50)), ("x", Story));

        Assert.Equal(["x", "y"], result.Documents.Select(document => document.Id));
        Assert.Equal(120, result.Documents[0].Words);
        Assert.Equal([3L, 4L], result.Rejections.Select(rejection => rejection.Origin.Line));
        Assert.All(result.Rejections, rejection =>
        {
            Assert.Equal(RejectionReason.DuplicateId, rejection.Reason);
            Assert.Contains("'x'", rejection.Detail, StringComparison.Ordinal);
            Assert.Contains("1", rejection.Detail, StringComparison.Ordinal);
        });
        Assert.Equal(4, result.Summary.Read);
        Assert.Equal(Story.Length + Words(2, 50).Length, result.Summary.TextBytes);
        Assert.Empty(result.Clusters);
    }

    [Fact]
    public async Task InvalidUtf8IsRejectedAndNeverADuplicate()
    {
        byte[] one = [.. Encoding.UTF8.GetBytes(Story), 0xFF];
        byte[] two = [.. Encoding.UTF8.GetBytes(Story), 0xC0, 0x80];
        var result = await RunAsync(
            [new Document("a"u8.ToArray(), one), new Document("b"u8.ToArray(), two), new Document("c", Story)]);

        Assert.Equal(["c"], result.Documents.Select(document => document.Id));
        Assert.Equal(
            [RejectionReason.BadEncoding, RejectionReason.BadEncoding],
            result.Rejections.Select(rejection => rejection.Reason));
        Assert.Empty(result.Clusters);
    }

    [Fact]
    public async Task NoDocumentsAreNoError()
    {
        var result = await RunAsync();

        Assert.Empty(result.Clusters);
        Assert.Equal((0, 0, 0), (result.Summary.Read, result.Summary.Accepted, result.Summary.Keys));
    }

    [Fact]
    public async Task FactsAreKept()
    {
        var date = new DateTimeOffset(2024, 6, 20, 12, 0, 0, TimeSpan.FromHours(3));
        var result = await RunAsync([new Document("ü", Story, "Título", "Ñandú", date), new Document("plain", Story)]);

        Assert.Equal(new DocumentInfo("plain", null, null, null, 120), result.Documents[0]);
        Assert.Equal(new DocumentInfo("ü", "Título", "Ñandú", date.ToUniversalTime(), 120), result.Documents[1]);
        Assert.Equal(
            ("ü", "earliest"), (result.Clusters[0].Representative.Id, result.Clusters[0].Reason));
    }

    [Fact]
    public async Task SingletonsAreReportedWhenAskedFor()
    {
        var result = await RunAsync(
            [new Document("a", Story), new Document("b", Words(2, 50)), new Document("c", Story)],
            new DedupeOptions { Clustering = new ClusteringOptions { Singletons = true } });

        Assert.Equal(["a c", "b"], result.ClusterIds());
        Assert.Equal(("only", 1), (result.Clusters[1].Reason, result.Summary.Clusters));
    }

    [Fact]
    public async Task ACancelledRunEnds()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Deduplicator().RunAsync(Endless(), cancellationToken: stop.Token));

        static async IAsyncEnumerable<Document> Endless()
        {
            for (var i = 0; ; i++)
            {
                await Task.Yield();
                yield return new Document($"{i}", "text");
            }
        }
    }

    [Fact]
    public async Task TheSourcesOwnErrorComesThrough()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() =>
            new Deduplicator().RunAsync(Failing(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("the source broke", error.Message);

        static async IAsyncEnumerable<Document> Failing()
        {
            yield return new Document("a", "text");
            await Task.Yield();
            throw new InvalidDataException("the source broke");
        }
    }
}
