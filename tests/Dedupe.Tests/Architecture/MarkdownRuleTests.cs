using Xunit;

namespace Dedupe.Tests.Architecture;

public class MarkdownRuleTests
{
    private static readonly IReadOnlyList<MarkdownFile> Pages = MarkdownRule.Pages(Repository.Root);

    [Fact]
    public void PagesFitAScreen() => Assert.Empty(Pages.SelectMany(MarkdownRule.WidthFaults));

    [Fact]
    public void LinksLeadSomewhere() =>
        Assert.Empty(Pages.SelectMany(page => MarkdownRule.LinkFaults(page, Repository.Root)));

    [Fact]
    public void FilesThatPagesNameAreThere() => Assert.Empty(Pages.SelectMany(MissingFiles));

    [Fact]
    public void ThePagesAreSeen()
    {
        var paths = Pages.Select(page => page.Path).ToList();

        Assert.Contains("README.md", paths);
        Assert.Contains("docs/how-it-decides.md", paths);
        Assert.DoesNotContain(paths, path => path.Contains("/runs/", StringComparison.Ordinal));
        Assert.NotEmpty(Pages.Single(page => page.Path == "README.md").Links);
    }

    [Fact]
    public void AWideLineIsSeen()
    {
        var wide = new string('x', MarkdownRule.Widest + 1);

        Assert.Single(MarkdownRule.WidthFaults(new MarkdownFile("a.md", $"x\n{wide}\n")));
        Assert.Single(MarkdownRule.WidthFaults(new MarkdownFile("a.md", $"```csharp\n{wide}\n```\n")));
        Assert.Empty(MarkdownRule.WidthFaults(new MarkdownFile("a.md", $"```text\n{wide}\n```\n{wide[1..]}\n")));
    }

    [Theory]
    [InlineData("[a](no-such-page.md)")]
    [InlineData("[a](README.md#no-such-heading)")]
    [InlineData("[a](#no-such-heading)")]
    [InlineData("![a](no-such-picture.svg \"title\")")]
    [InlineData("[a]: no-such-page.md")]
    [InlineData("[a](docs)\n\n[b]: no-such-page.md")]
    public void ALinkToNothingIsSeen(string text) => Assert.Single(FaultsOf(text));

    [Theory]
    [InlineData("[a](README.md) and [b](docs) and [c](https://example.org/x#y)")]
    [InlineData("[a](README.md#three-ways-in)")]
    [InlineData("## What is *kept*, and why\n\n[a](#what-is-kept-and-why)")]
    [InlineData("`[a](no-such-page.md)`")]
    [InlineData("    [a](no-such-page.md)")]
    [InlineData("```text\n[a](no-such-page.md)\n```")]
    public void ALinkToSomethingIsFree(string text) => Assert.Empty(FaultsOf(text));

    [Theory]
    [InlineData("`Kernels/NoSuchKernel` decides")]
    [InlineData("`src/NoSuch.props`")]
    public void ANameOfNoFileIsSeen(string text) => Assert.Single(MissingFiles(new MarkdownFile("a.md", text)));

    [Theory]
    [InlineData("`Kernels/KernelRegistry`, `Normalization/Credits.txt` and `src/Native.props`")]
    [InlineData("`parts/sign` and `near/verify` are no files of ours")]
    public void ANameOfAFileIsFree(string text) => Assert.Empty(MissingFiles(new MarkdownFile("a.md", text)));

    private static IEnumerable<string> MissingFiles(MarkdownFile page) =>
        NamedFiles.Missing(
            page,
            Repository.Root,
            SourceTree.Files.Select(file => file.Stage).OfType<string>().Where(stage => stage.Length > 0).ToHashSet());

    private static IEnumerable<string> FaultsOf(string text) =>
        MarkdownRule.LinkFaults(new MarkdownFile("a.md", text), Repository.Root);
}
