using Xunit;

namespace Dedupe.Tests.Architecture;

public sealed class SubfolderRuleTests
{
    [Fact]
    public void NoFolderOfAStageIsKnownToWhatItKnows() =>
        Assert.Empty(SubfolderRule.Faults([.. SourceTree.Under("src/Dedupe/")]));

    [Theory]
    [InlineData("src/Dedupe/Sources/Framing/Some.cs", "class Some { Wet.WetFormat? format; }")]
    [InlineData("src/Dedupe/Sources/Packings/Some.cs", "using Dedupe.Sources.JsonLines; class Some;")]
    [InlineData("src/Dedupe/Batch/Flow/Some.cs", "namespace Dedupe.Batch; class Some;")]
    public void TheRuleSeesTheLibrary(string path, string text)
    {
        var file = text.StartsWith("namespace", StringComparison.Ordinal) ? text : $"namespace {Home(path)}; {text}";
        Assert.NotEmpty(SubfolderRule.Faults([.. SourceTree.Under("src/Dedupe/"), new SourceFile(path, file)]));
    }

    [Theory]
    [InlineData("using Dedupe.Sources.B;", "", "using Dedupe.Sources.A;")]
    [InlineData("class X { B.Y y; }", "", "class Y { Dedupe.Sources.A.X x; }")]
    [InlineData("using Dedupe.Sources.B;", "using Dedupe.Sources.A;", "using Dedupe.Sources.C;")]
    public void ACircleIsSeen(string a, string c, string b) => Assert.NotEmpty(Faults(a, b, c));

    [Theory]
    [InlineData("using Dedupe.Sources.B;", "using Dedupe.Sources.B;", "")]
    [InlineData("using Dedupe.Sources.B; using Dedupe.Sources.C;", "", "using Dedupe.Sources.C;")]
    [InlineData("// Dedupe.Sources.B", "", "using Dedupe.Sources.A;")]
    public void OneWayIsFree(string a, string c, string b) => Assert.Empty(Faults(a, b, c));

    private static string Home(string path) =>
        Path.GetDirectoryName(path)!["src/".Length..].Replace('/', '.').Replace('\\', '.');

    private static IEnumerable<string> Faults(string a, string b, string c) => SubfolderRule.Faults(
    [
        .. new[] { ("A", a), ("B", b), ("C", c) }.Select(folder => new SourceFile(
            $"src/Dedupe/Sources/{folder.Item1}/F.cs", $"{folder.Item2}\nnamespace Dedupe.Sources.{folder.Item1};")),
    ]);
}
