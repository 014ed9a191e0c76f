using System.Text;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class TextAlignerTests
{
    private const int MaxGap = 4;

    // Two shared runs are one block while the gap between them has so many words at most, in either text.
    [Theory]
    [InlineData(MaxGap, 1, 1)]
    [InlineData(1, MaxGap, 1)]
    [InlineData(MaxGap, 0, 1)]
    [InlineData(0, MaxGap, 1)]
    [InlineData(MaxGap, MaxGap, 1)]
    [InlineData(MaxGap + 1, 1, 2)]
    [InlineData(1, MaxGap + 1, 2)]
    [InlineData(MaxGap + 1, 0, 2)]
    [InlineData(0, MaxGap + 1, 2)]
    public void AGapOfTheLongestLengthDoesNotEndABlock(int gapA, int gapB, int blocks) =>
        Assert.Equal(
            blocks,
            Align(
                $"{Words('s', 6)} {Words('x', gapA)} {Words('t', 6)}",
                $"{Words('s', 6)} {Words('y', gapB)} {Words('t', 6)}").Last().Block + 1);

    [Fact]
    public void RunsInAnotherOrderAreTwoBlocks()
    {
        var matches = Align($"{Words('s', 6)} {Words('t', 7)}", $"{Words('t', 7)} {Words('s', 6)}");

        Assert.Equal([new MatchedRun(0, 7, 6, 0), new MatchedRun(6, 0, 7, 1)], matches);
    }

    [Fact]
    public void EqualWordsInAGapBelongToTheBlock()
    {
        var matches = Align(
            $"{Words('s', 5)} one same two {Words('t', 5)}", $"{Words('s', 5)} three same {Words('t', 5)}");

        Assert.Equal([new MatchedRun(0, 0, 5, 0), new MatchedRun(6, 6, 1, 0), new MatchedRun(8, 7, 5, 0)], matches);
    }

    // A shingle is the least: a run one word shorter is none, and the longer of two places is taken.
    [Fact]
    public void ARunHasAShingleAtLeast()
    {
        Assert.Empty(Align($"{Words('s', 4)} a", $"{Words('s', 4)} b"));
        Assert.Equal(
            [new MatchedRun(6, 0, 6, 0)], Align($"{Words('s', 5)} a {Words('s', 6)}", $"{Words('s', 6)} b"));
    }

    // Of equally long places the one that is nearest to the end of the run before; a longer one wherever it is.
    [Theory]
    [InlineData(6, 13)]
    [InlineData(7, 0)]
    public void TheNearestOfTheLongestPlacesIsTaken(int wordsAtTheFirst, int place)
    {
        var first = Words('s', wordsAtTheFirst) + (wordsAtTheFirst == 6 ? " c" : "");
        var a = $"{first} {Words('t', 5)} x {Words('s', 6)} z {Words('s', 6)}";
        var matches = Align(a, $"{Words('t', 5)} y {Words('s', 7)} w");

        Assert.Equal(place, matches.Single(static match => match.B == 6).A);
    }

    private static MatchedRun[] Align(string a, string b)
    {
        var (first, second, aligner) = (
            new PreparedText(), new PreparedText(), new TextAligner(5, MaxGap, new Steps()));
        first.Prepare(Encoding.UTF8.GetBytes(a), 5);
        second.Prepare(Encoding.UTF8.GetBytes(b), 5);
        aligner.Match(first, second);
        return aligner.Align(first, second).ToArray();
    }

    private static string Words(char prefix, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(number => $"{prefix}{number}"));
}
