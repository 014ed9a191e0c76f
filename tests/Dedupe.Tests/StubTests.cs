using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests;

/// <summary>Texts of less than a sentence, under headlines that are the same, others, or none.</summary>
public sealed class StubTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(40)]
    public async Task AStubUnderDifferentHeadlinesIsNoCopy(int documents)
    {
        foreach (var words in (int[])[1, 3, 5, 8, 12, 13])
        {
            var result = await RunAsync(Enumerable.Range(0, documents).Select(number => new Document(
                $"id-{number}", Words(words, words), $"{Words(100 + number, 6)}")));

            Assert.Empty(result.Clusters);
            Assert.DoesNotContain(result.Pairs, static pair => pair.Relation > Relation.Partial);
        }
    }

    // Each headline twice: the two are copies, and the headlines hold them apart from the others.
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(40)]
    public async Task AStubUnderOneHeadlineIsACopy(int headlines)
    {
        foreach (var words in (int[])[1, 3, 5, 8, 12, 13])
        {
            var result = await RunAsync(Enumerable.Range(0, 2 * headlines).Select(number => new Document(
                $"id-{number}", Words(words, words), $"{Words(100 + (number % headlines), 6)}")));

            Assert.Equal(headlines, result.Clusters.Count);
            Assert.All(result.Clusters, static cluster => Assert.Equal(2, cluster.Members.Count));
        }
    }

    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(60)]
    public async Task ASentenceIsACopyUnderAnyHeadline(int words)
    {
        var result = await RunAsync(Enumerable.Range(0, 5).Select(number => new Document(
            $"id-{number}", Words(words, words), $"{Words(100 + number, 6)}")));

        Assert.Equal(5, Assert.Single(result.Clusters).Members.Count);
    }

    [Fact]
    public async Task WithoutHeadlinesStubsAreCopies()
    {
        var result = await RunAsync(Enumerable.Range(0, 5).Select(number => new Document($"id-{number}", Words(1, 9))));

        Assert.Equal(5, Assert.Single(result.Clusters).Members.Count);
    }

    [Fact]
    public void TwoDocumentsAreComparedLikeThoseOfARun()
    {
        Document Stub(string title) => new("id", Words(1, 9), title);
        var comparer = new PairComparer();
        var cancellation = TestContext.Current.CancellationToken;

        Assert.Equal(
            Relation.Partial, comparer.Compare(Stub("One headline"), Stub("Another one"), cancellation).Relation);
        Assert.Equal(
            Relation.Identical, comparer.Compare(Stub("One headline"), Stub("ONE HEADLINE"), cancellation).Relation);
    }
}
