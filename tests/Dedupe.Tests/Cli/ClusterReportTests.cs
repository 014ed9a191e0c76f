using Dedupe.Cli.Views;
using Dedupe.Clustering;
using Dedupe.Tests.Clustering;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Cli;

public sealed class ClusterReportTests
{
    [Theory]
    [InlineData(30, null)]
    [InlineData(31, "… and 1 more; -o DIR for all, --all to show them here")]
    [InlineData(1242, "… and 1,212 more; -o DIR for all, --all to show them here")]
    public void ThirtyClustersAreShown(int clusters, string? more)
    {
        var result = Result(2 * clusters, Enumerable.Range(0, clusters).Select(number => Cluster(2 * number, 2)), []);

        Assert.Equal(
            Math.Min(30, clusters),
            Lines(result).Count(static line => line.StartsWith("  kept", StringComparison.Ordinal)));
        Assert.Equal(more is null ? [] : [more], Lines(result).Where(static line => line.StartsWith('…')));
        Assert.Equal(
            clusters,
            Lines(result, all: true).Count(static line => line.StartsWith("  kept", StringComparison.Ordinal)));
        Assert.DoesNotContain('…', Text(result, all: true));
    }

    [Fact]
    public void ThirtyMembersOfAClusterAreShown()
    {
        var result = Result(2000, [Cluster(0, 2000)], []);

        Assert.Equal(29, Lines(result).Count(static line => line.StartsWith("  derived", StringComparison.Ordinal)));
        Assert.Contains("… and 1,970 more; -o DIR for all, --all to show them here", Lines(result));
        Assert.Equal(
            1999,
            Lines(result, all: true).Count(static line => line.StartsWith("  derived", StringComparison.Ordinal)));
    }

    [Fact]
    public void ThirtyLinksAreShownTheStrongestFirst()
    {
        var result = Result(
            100, [],
            Enumerable.Range(1, 99)
                .Select(static number => Pair(0, number, number < 90 ? Relation.Quote : Relation.Partial)));

        Assert.Equal(10, Lines(result).Count(static line => line.StartsWith("  partial", StringComparison.Ordinal)));
        Assert.Equal(20, Lines(result).Count(static line => line.StartsWith("  quote", StringComparison.Ordinal)));
        Assert.Contains("… and 69 more; -o DIR for all, --all to show them here", Lines(result));
        Assert.Equal(
            89, Lines(result, all: true).Count(static line => line.StartsWith("  quote", StringComparison.Ordinal)));
    }

    [Fact]
    public void AnIdenticalTextHasNoPercentAndANearDuplicateThatOfItsWords()
    {
        var result = Result(
            4,
            [
                new("c", "earliest",
                [
                    SomeClusters.First(0),
                    SomeClusters.Member(1, Relation.Identical, 1, 1, 1, 0.86),
                    SomeClusters.Member(2, Relation.NearDuplicate, 0.9, 0.95, 0.98, 0.81),
                    SomeClusters.Member(3, Relation.Derived, 0.2, 0.4, 0.6, 0.33),
                ]),
            ],
            []);

        Assert.Equal(
            [
                "document 0",
                "  kept                   0  (earliest)",
                "  identical              1",
                "  near-duplicate   98 %  2",
                "  derived          33 %  3",
                "",
                "identical: the same text as the kept one",
                "near-duplicate: the share of its words that stand in the kept one, word for word",
                "derived, partial: the share of its words that are copied prose; quotations and boilerplate do not " +
                "count",
            ],
            Lines(result).SkipLast(2));
    }

    [Theory]
    [InlineData("plain", 5)]
    [InlineData("日本", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("مقال", 4)]
    public void ColumnsAreThoseOfATerminal(string text, int columns)
    {
        Assert.Equal(columns, Columns.Of(text));
        Assert.Equal(text + new string(' ', 6 - columns), Columns.Pad(text, 6));
    }

    [Fact]
    public void NothingIsExplainedThatIsNotThere()
    {
        Assert.Single(
            Lines(Result(1, [Cluster(0, 1)], [])),
            static line => line.Contains("document 0", StringComparison.Ordinal));
        Assert.DoesNotContain(": the ", Text(Result(1, [Cluster(0, 1)], [])), StringComparison.Ordinal);
    }

    private static string Text(DedupeResult result, bool all = false)
    {
        var output = new StringWriter { NewLine = "\n" };
        new ClusterReport(output, new Ink(colour: false), width: null) { All = all }.Write(result);
        return output.ToString();
    }

    private static string[] Lines(DedupeResult result, bool all = false) => Text(result, all).Split('\n');

    private static Cluster Cluster(int first, int members) => new(
        $"c{first}",
        "earliest",
        [.. Enumerable.Range(first, members).Select(number => number == first
            ? SomeClusters.First(number)
            : SomeClusters.Member(number, Relation.Derived, 0.2, 0.4, 0.6, 0.33))]);

    private static VerifiedPair Pair(int a, int b, Relation relation) =>
        BareResults.Pair(a, b, relation, 0.1);

    private static DedupeResult Result(
        int documents, IEnumerable<Cluster> clusters, IEnumerable<VerifiedPair> pairs) => new()
        {
            Documents =
            [.. Enumerable.Range(0,
                documents)
                    .Select(static number => new DocumentInfo($"{number}", $"document {number}", null, null, 10))],
            Clusters = [.. clusters],
            Pairs = [.. pairs],
            Rejections = [],
            Summary = BareResults.Summary(documents),
        };
}
