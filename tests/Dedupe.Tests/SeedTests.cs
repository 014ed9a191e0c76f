using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dedupe.Evaluation;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests;

/// <summary>The sample articles and the demonstration, against what their own files say.</summary>
public sealed partial class SeedTests
{
    [Fact]
    public async Task TheSampleArticlesRelateAsTheManifestSays()
    {
        var folder = Repository.Seeds;
        Assert.SkipUnless(
            Directory.Exists(folder), "The five sample articles are not here; seeds/README.md says where to put them.");
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(
            Path.Combine(Repository.Root, "seeds", "manifest.json"), TestContext.Current.CancellationToken));
        foreach (var article in manifest.RootElement.GetProperty("articles").EnumerateArray())
        {
            var bytes = await File.ReadAllBytesAsync(
                Path.Combine(folder, Text(article, "file")), TestContext.Current.CancellationToken);
            Assert.Equal(article.GetProperty("bytes").GetInt32(), bytes.Length);
            Assert.Equal(Text(article, "xxh128"), Convert.ToHexStringLower(XxHash128.Hash(bytes)));
            Assert.Equal(article.GetProperty("words").GetInt32(), Word().Count(Encoding.UTF8.GetString(bytes)));
        }

        var result = await RunAsync(folder);

        var names = new DocumentNames(result.Documents);
        var wrong = new List<string>();
        foreach (var relation in manifest.RootElement.GetProperty("relations").EnumerateArray())
        {
            var (a, b) = (names.Find(Text(relation, "a")), names.Find(Text(relation, "b")));
            var found = Names.Of(
                result.Pairs.SingleOrDefault(pair => pair.A == a && pair.B == b)?.Relation ?? Relation.None);
            if (!relation.GetProperty("expect").EnumerateArray().Select(each => each.GetString()).Contains(found))
                wrong.Add($"{Text(relation, "a")} {Text(relation, "b")}: {found}");
        }

        Assert.Empty(wrong);
        var expected = manifest.RootElement.GetProperty("clusters").EnumerateArray()
            .Select(
                cluster => string.Join(
                    ' ', cluster.EnumerateArray().Select(file => names.Find(file.GetString()!)).Order()));
        Assert.Equal(
            expected,
            result.Clusters.Select(
                cluster => string.Join(' ', cluster.Members.Select(member => member.Number).Order())));
    }

    [Fact]
    public async Task EveryLabelOfTheDemonstrationIsRight()
    {
        var folder = Path.Combine(Repository.Root, "seeds", "wire-demo");
        var result = await RunAsync(Path.Combine(folder, "articles.jsonl"));
        var labels = LabelFile.Read(Path.Combine(folder, "labels.jsonl"))
            .ToDictionary(label => (label.A, label.B), label => label.Label);

        var wrong = new List<string>();
        for (var a = 0; a < result.Documents.Count; a++)
        {
            for (var b = a + 1; b < result.Documents.Count; b++)
            {
                // What is not labelled is none.
                var pair = (result.Documents[a].Id, result.Documents[b].Id);
                var expected = labels.GetValueOrDefault(pair, "none");
                var found = Names.Of(RelationOf(result, a, b));
                if (found != expected)
                    wrong.Add($"{pair.Item1} {pair.Item2}: {found}, not {expected}");
                labels.Remove(pair);
            }
        }

        Assert.Empty(wrong);
        Assert.Empty(labels);
    }

    // The reuse tier compares representatives: what is not listed relates as the near-duplicates of the two do, and
    // what stands in one cluster is derived.
    private static Relation RelationOf(DedupeResult result, int a, int b)
    {
        if (Listed(a, b) is { } listed)
            return listed;
        if (result.Clusters.Any(cluster => cluster.Members.Count(member => member.Number == a
            || member.Number == b) == 2))
            return Relation.Derived;
        return Listed(Standing(a), Standing(b)) ?? Relation.None;

        Relation? Listed(int x, int y) =>
            result.Pairs.SingleOrDefault(pair => (pair.A, pair.B) == (Math.Min(x, y), Math.Max(x, y)))?.Relation;

        int Standing(int document) => result.Clusters
            .Where(
                cluster => cluster.Members.Any(
                    member => member.Number == document && member.Relation >= Relation.NearDuplicate))
            .Select(cluster => cluster.Representative.Number)
            .DefaultIfEmpty(document)
            .Single();
    }

    // As the manifest counts: seeds/README.md.
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<DedupeResult> RunAsync(string input)
    {
        var result = await new Deduplicator().RunAsync(
            new FileSource([input]).ReadAsync(
                TestContext.Current.CancellationToken), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Rejections);
        return result;
    }
}
