using Dedupe.Clustering;
using Dedupe.Signing;
using Xunit;

namespace Dedupe.Tests.Architecture;

public sealed class SurfaceRuleTests
{
    private static readonly Type[] Some = [typeof(Deduplicator), typeof(Cluster), typeof(TextSigner), typeof(TextKeys)];

    [Fact]
    public void EveryPublicTypeHasADocumentedUse()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "library.md"));
        Assert.Empty(SurfaceRule.Faults(typeof(Deduplicator).Assembly.GetExportedTypes(), page));
    }

    [Theory]
    [InlineData("A `TextSigner` signs.", "Deduplicator Cluster")]
    [InlineData("```csharp\nnew Deduplicator();\nnew TextSigner();\n```", "Cluster")]
    [InlineData("A Deduplicator that is named in no code, and `TextKeys`.", "Deduplicator Cluster TextSigner")]
    public void WhatNeitherThePageNorATypeOnItNeedsIsTold(string page, string told) =>
        Assert.Equal(
            told.Split(' '),
            SurfaceRule.Faults(Some, page).Select(fault => fault.Split(' ')[0].Split('.')[^1]));

    [Fact]
    public void WhatAMemberGivesInAListIsNeeded() =>
        Assert.Empty(SurfaceRule.Faults(
            [typeof(DedupeResult), typeof(Cluster), typeof(ClusterMember), typeof(Relation)], "`DedupeResult`"));
}
