using Xunit;

namespace Dedupe.Tests.Architecture;

public sealed class WidthRuleTests
{
    private static readonly IReadOnlyList<string> Files = WidthRule.Files(Repository.Root);

    [Fact]
    public void LinesFit() =>
        Assert.Empty(Files.SelectMany(file =>
            WidthRule.Faults(file, File.ReadAllText(Path.Combine(Repository.Root, file)))));

    [Theory]
    [InlineData("src/Dedupe/Deduplicator.cs")]
    [InlineData("src/Native.props")]
    [InlineData("benchmarks/EndToEnd/run.sh")]
    [InlineData("benchmarks/Quality/sensitivity.py")]
    [InlineData("Directory.Build.props")]
    [InlineData(".ci/run")]
    [InlineData("tests/Dedupe.Tests/Architecture/WidthRuleTests.cs")]
    public void TheFilesAreSeen(string path) => Assert.Contains(path, Files);

    [Fact]
    public void AWideLineIsSeen()
    {
        var widest = new string('x', WidthRule.Widest);

        Assert.Empty(WidthRule.Faults("a.cs", $"{widest}\n{widest}\r\n"));
        Assert.Equal(
            ["a.cs:2: 121 columns, 120 at most."], WidthRule.Faults("a.cs", $"{widest}\r\n{widest}x\r\n"));
    }
}
