using Xunit;

namespace Dedupe.Tests.Architecture;

public class StageRuleTests
{
    private static StageRule Library => new(
        SourceTree.Files.Where(file => file.Stage is { Length: > 0 })
            .Select(file => $"{file.Stage}.{Path.GetFileName(file.Path).Split('.')[0]}")
            .ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void StagesUseEarlierStagesOnly() =>
        Assert.Empty(SourceTree.Under("src/Dedupe/").SelectMany(Library.Faults));

    [Fact]
    public void TheRuleSeesTheLibrary() =>
        Assert.NotEmpty(
            Library.Faults(new SourceFile("src/Dedupe/Sources/A.cs", "class A { Clustering.Cluster cluster; }")));

    [Theory]
    [InlineData("Indexing", "using Dedupe.Clustering;")]
    [InlineData("Indexing", "using static Dedupe.Clustering.Stars;")]
    [InlineData("Indexing", "using S = Dedupe.Clustering.Stars;")]
    [InlineData("Indexing", "class A { Dedupe.Batch.Job job; }")]
    [InlineData("Indexing", "class A { Clustering.Stars stars; }")]
    [InlineData("Indexing", "class A { string B => $\"{Clustering.Stars.Count}\"; }")]
    [InlineData("Sources", "using Dedupe.Normalization;")]
    [InlineData("Reporting", "using Dedupe.Evaluation;")]
    [InlineData("Kernels", "using Dedupe.Sources;")]
    [InlineData("Storage", "using Dedupe.Sources;")]
    [InlineData("Sources", "namespace Dedupe;")]
    [InlineData("Novelties", "class A;")]
    public void AStepBackIsSeen(string stage, string text) => Assert.Single(FaultsOf(stage, text));

    [Theory]
    [InlineData(
        "Indexing", "using Dedupe.Signing;\nusing Dedupe.Kernels;\nusing Dedupe.Storage;\nnamespace Dedupe.Indexing;")]
    [InlineData("Indexing", "class A { int B => options.Clustering.Stars; }")]
    [InlineData("Indexing", "class A { SignedBatch Batch; int B => Batch.Count; }")]
    [InlineData("Indexing", "/// <see cref=\"Dedupe.Clustering.Stars\"/>\nclass A;")]
    [InlineData("Batch", "using Dedupe.Evaluation;")]
    public void AStepForwardIsFree(string stage, string text) => Assert.Empty(FaultsOf(stage, text));

    private static IEnumerable<string> FaultsOf(string stage, string text) =>
        new StageRule(new HashSet<string>(["Clustering.Stars", "Batch.Job"], StringComparer.Ordinal))
            .Faults(new SourceFile($"src/Dedupe/{stage}/A.cs", text));
}
