using Dedupe.Clustering;
using Dedupe.Sources;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dedupe.Tests.Laws;

public sealed class RunLaws
{
    private static Config Config => FsCheck.Config.QuickThrowOnFailure.WithMaxTest(150);

    [Fact]
    public void ResultsDoNotDependOnOrderThreadsBatchesOrMemory() => Prop.ForAll(Texts.Collections, documents =>
    {
        var expected = Run(documents, new DedupeOptions { Threads = 1 }).Describe();
        var shuffled = (Document[])documents.Clone();
        new Random(documents.Length).Shuffle(shuffled);

        Assert.Equal(expected, Run(shuffled, new DedupeOptions { Threads = 2 }).Describe());
        Assert.Equal(
            expected,
            Run(shuffled.Reverse(), new DedupeOptions { Threads = 4, MemoryBytes = 0 }, batchBytes: 1).Describe());
        Assert.Equal(expected, Run(documents, new DedupeOptions { Threads = 4 }, batchBytes: 700).Describe());
    }).Check(Config);

    [Fact]
    public void EveryMemberIsACopyOfItsRepresentativeOrOfManyMembers() => Prop.ForAll(Texts.Collections, documents =>
    {
        foreach (var nearOnly in (bool[])[false, true])
        {
            var result = Run(documents, new DedupeOptions { NearOnly = nearOnly });
            var seen = new HashSet<int>();
            foreach (var cluster in result.Clusters)
            {
                Assert.True(cluster.Members.Count > 1);
                foreach (var member in cluster.Members)
                {
                    Assert.True(seen.Add(member.Number), "a document stands in two clusters");
                    if (member.Number == cluster.Representative.Number)
                        continue;
                    Assert.True(member.Relation >= Relation.Derived || IsCopyOfMany(result, cluster, member));
                    Assert.Equal(member.Relation, result.RelationOf(member.Id, cluster.Representative.Id));
                }
            }
        }
    }).Check(Config);

    // Half of them when it joined, three at least; near-duplicates of such a one came with it.
    private static bool IsCopyOfMany(DedupeResult result, Cluster cluster, ClusterMember member) =>
        cluster.Members.Count(other => other.Number != member.Number
            && result.RelationOf(other.Id, member.Id) >= Relation.Derived) >= 3
        || cluster.Members.Any(other => other.Number != member.Number
            && result.RelationOf(other.Id, member.Id) >= Relation.NearDuplicate);

    [Fact]
    public void EqualTextsStandInOneCluster() => Prop.ForAll(Texts.Collections, documents =>
    {
        var copies = documents.Concat(
            documents.Take(3).Select(document => document with { Id = (byte[])[(byte)'x', .. document.Id.Span] }));
        foreach (var nearOnly in (bool[])[false, true])
        {
            var result = Run(copies, new DedupeOptions { NearOnly = nearOnly });
            foreach (var original in result.Documents.Where(document => result.Documents.Any(other => other.Id == "x" +
                document.Id)))
            {
                Assert.Single(result.Clusters, cluster =>
                    cluster.Members.Count(
                        member => member.Id.TrimStart('x') == original.Id) == 2);
            }
        }
    }).Check(Config);

    [Fact]
    public void NothingVanishes() => Prop.ForAll(Texts.Collections, documents =>
    {
        Document[] input =
            [.. documents, documents[0], new Document("empty", " "),
                new Document("bad"u8.ToArray(), new byte[] { 0xFF })];
        var result = Run(input, new DedupeOptions());

        Assert.Equal(input.Length, result.Summary.Read);
        Assert.Equal(result.Summary.Read, result.Summary.Accepted + result.Summary.Rejected);
        Assert.Equal(result.Documents.Count, result.Summary.Accepted);
        Assert.Equal(result.Rejections.Count, result.Summary.Rejected);
        Assert.Equal(
            result.Documents.Select(document => document.Id).Order(StringComparer.Ordinal),
            result.Documents.Select(document => document.Id));
    }).Check(Config);

    [Fact]
    public void AnUnrelatedDocumentChangesNothing() => Prop.ForAll(Texts.Collections, documents =>
    {
        var before = Run(documents, new DedupeOptions());
        var after = Run(
            [.. documents, new Document("zzz", Collection.Words(2_000_000, 80), source: "Post")], new DedupeOptions());

        Assert.Equal(Describe(before), Describe(after));

        static string Describe(DedupeResult result) =>
            string.Join(
                '\n',
                result.ClusterIds().Concat(
                    result.Pairs.Select(pair => $"{pair with { Passages = [] }} {string.Join(' ', pair.Passages)}")));
    }).Check(Config);

    [Fact]
    public void ARunFindsWhatAComparisonOfTheTwoAloneFinds() => Prop.ForAll(Texts.Collections, documents =>
    {
        // Similarities are facts of the two texts; only kinds and weights of passages depend on the others.
        var result = Run(documents, new DedupeOptions());
        var byId = documents.ToDictionary(document => System.Text.Encoding.UTF8.GetString(document.Id.Span));
        foreach (var pair in result.Pairs)
        {
            var alone = Compared.Of(byId[result.Documents[pair.A].Id], byId[result.Documents[pair.B].Id]);
            Assert.Equal(
                (alone.Jaccard, alone.ContainmentA, alone.ContainmentB, alone.CoverageA, alone.CoverageB),
                (pair.Jaccard, pair.ContainmentA, pair.ContainmentB, pair.CoverageA, pair.CoverageB));
            Assert.Equal(
                alone.Passages.Select(passage => (passage.A, passage.B, passage.Words)),
                pair.Passages.Select(passage => (passage.A, passage.B, passage.Words)));
            // Others can only take away: a few words of prose that they have too are a template.
            Assert.True(pair.Relation <= (alone.Relation == Relation.None ? Relation.Template : alone.Relation));
        }
    }).Check(Config);

    private static DedupeResult Run(IEnumerable<Document> documents, DedupeOptions options, int batchBytes = 1 << 20)
    {
        var batches = MemorySource.ReadAsync(
            Stream(documents), new SourceOptions { BatchBytes = batchBytes }, TestContext.Current.CancellationToken);
        return new Deduplicator(options)
            .RunAsync(batches, cancellationToken: TestContext.Current.CancellationToken)
            .GetAwaiter()
            .GetResult();
    }

    private static async IAsyncEnumerable<Document> Stream(IEnumerable<Document> documents)
    {
        await Task.CompletedTask;
        foreach (var document in documents)
            yield return document;
    }
}
