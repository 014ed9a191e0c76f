using Dedupe.Cli;
using Xunit;

namespace Dedupe.Tests.Cli;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("")]
    [InlineData("4", 4)]
    [InlineData("0,1", 0, 1)]
    [InlineData("0-2", 0, 1, 2)]
    [InlineData("1,3-5,7,8,10", 1, 3, 4, 5, 7, 8, 10)]
    public void RunsOfNumbersAreRanges(string expected, params int[] numbers) =>
        Assert.Equal(expected, Numbers.Ranges(numbers));

    [Fact]
    public void ALongListEnds() => Assert.Equal("0; 2; …", Numbers.Ranges([0, 2, 4, 6], "; ", 2));

    [Theory]
    [InlineData("plain/path-1.jsonl", "plain/path-1.jsonl")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's $HOME", "'it'\\''s $HOME'")]
    public void AShellTakesAWordAsItIs(string text, string expected) => Assert.Equal(expected, ShellWord.Of(text));
}
