using Xunit;

namespace Dedupe.Tests.Architecture;

public class StageRuleTests
{
    [Fact]
    public void StagesUseEarlierStagesOnly() => Assert.Empty(SourceTree.Under("src/Dedupe/").SelectMany(StageRule.Faults));

    [Fact]
    public void TheRuleSeesTheLibrary() => Assert.Contains(SourceTree.Files, file => file.Stage == "Clustering");

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
    [InlineData("Indexing", "using Dedupe.Signing;\nusing Dedupe.Kernels;\nusing Dedupe.Storage;\nnamespace Dedupe.Indexing;")]
    [InlineData("Indexing", "class A { int B => options.Clustering.Limit; }")]
    [InlineData("Indexing", "/// <see cref=\"Dedupe.Clustering.Stars\"/>\nclass A;")]
    [InlineData("Indexing", "class A { Indexing.B b; }")]
    [InlineData("Batch", "using Dedupe.Evaluation;")]
    public void AStepForwardIsFree(string stage, string text) => Assert.Empty(FaultsOf(stage, text));

    private static IEnumerable<string> FaultsOf(string stage, string text) =>
        StageRule.Faults(new SourceFile($"src/Dedupe/{stage}/A.cs", text));
}
