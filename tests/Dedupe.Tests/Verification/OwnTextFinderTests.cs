using Dedupe.Verification;
using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests.Verification;

/// <summary>What a text has that another has not, by hand: words are counted from 0.</summary>
public sealed class OwnTextFinderTests
{
    private static readonly string Story = Words(1, 60);

    [Fact]
    public void OwnWordsMayBeTheFirstTheLastAndAnyBetween()
    {
        var halves = (Words(1, 30), Words(5, 30));
        var (a, b) = Compare(
            $"first {halves.Item1} {Words(2, 1)} {halves.Item2} last one",
            $"{halves.Item1} {Words(3, 2)} {halves.Item2}");
        Assert.Equal("0+1 31+1 62+2", Text(a));
        Assert.Equal("30+2", Text(b));
        Assert.Equal((64, 62), (a.Words, b.Words));
        Assert.Equal((4.0 / 64, 2.0 / 62), (a.OwnShare, b.OwnShare));
    }

    [Fact]
    public void ATextThatTheOtherHasWholeHasNothingForItself()
    {
        var (a, b) = Compare(Story, $"{Words(2, 200)} {Story}");
        Assert.Equal(("", 0.0), (Text(a), a.OwnShare));
        Assert.Equal("0+200", Text(b));
    }

    // A run of less than a shingle is no run, whatever it says.
    [Theory]
    [InlineData(5, "0+1 6+40")]
    [InlineData(4, "0+45")]
    public void AWordIsSharedInARunOfAShingle(int run, string own)
    {
        var (a, _) = Compare($"x {Words(7, run)} {Words(8, 40)} {Story}", $"{Story} y {Words(7, run)} {Words(9, 40)}");
        Assert.Equal(own, Text(a));
    }

    // Nothing is aligned of a text that repeats itself to the last word, and nothing is lost with it.
    [Theory]
    [InlineData("again and again and again")]
    [InlineData("no")]
    [InlineData("one two three four")]
    public void TheSameWordsHaveNothingForThemselves(string text)
    {
        var (a, b) = Compare(
            string.Join(' ', Enumerable.Repeat(text, 9)), string.Join(", ", Enumerable.Repeat(text, 9)));
        Assert.Equal("", Text(a));
        Assert.Equal("", Text(b));
    }

    // The sign alone differs: in a copy, in a text that repeats itself, at the ends of a run, in a list, and in a
    // part of another text.
    [Theory]
    [InlineData("{0} it would cost $500 in all", "{0} it would cost €500 in all", "63+1", "63+1")]
    [InlineData("$1 $1 $1 $1 $1 $1 $1 $1", "$1 $1 $1 $1 $1 $1 $1 £1", "7+1", "7+1")]
    [InlineData("-5 {0}", "5 {0}", "0+1", "0+1")]
    [InlineData("{0} 5%", "{0} 5", "60+1", "60+1")]
    [InlineData(
        "{0} north -5 south -6 east -7 west -8", "{0} north 5 south 6 east 7 west -8", "61+1 63+1 65+1",
        "61+1 63+1 65+1")]
    [InlineData("{0} $7 {1}", "other words {0} €7 {1} and more", "60+1", "0+2 62+1 103+2")]
    public void AFigureOfAnotherSignIsOwn(string a, string b, string ownA, string ownB)
    {
        var (x, y) = Compare(Filled(a), Filled(b));
        Assert.Equal((ownA, ownB), (Text(x), Text(y)));
        // The same the other way round.
        var (z, w) = Compare(Filled(b), Filled(a));
        Assert.Equal((ownB, ownA), (Text(z), Text(w)));
    }

    // Other ways of writing are no other figures.
    [Theory]
    [InlineData("{0} it was -5 on {1}", "{0} it was −5 on {1}")]
    [InlineData("{0} it was 10 % on {1}", "{0} it was 10% on {1}")]
    public void AnotherWayOfWritingIsNotOwn(string a, string b)
    {
        var (x, y) = Compare(Filled(a), Filled(b));
        Assert.Equal(("", ""), (Text(x), Text(y)));
    }

    // Every difference that is told lies in words that are own.
    [Theory]
    [InlineData(
        "{0} it began on 12 May {1} and cost 1,200 tons {0} or some $5 in {1}",
        "{0} it began on 13 May {1} and cost 1,300 tons {0} or some €5 in {1}", 3)]
    [InlineData(
        "{0} where twelve were hurt {1} again on Monday and {0} it was -3 degrees {1}",
        "{0} where 13 were hurt {1} again on Tuesday and {0} it was 3 degrees {1}", 3)]
    [InlineData("{0} it was not seen {1} by Anna Berg who {0}", "{0} it was seen {1} by Emma Thal who {0}", 2)]
    [InlineData("{0} it was 1.5 {1}", "{0} it was 1:5 {1}", 1)]
    public void WhatDiffersIsOwn(string a, string b, int differences)
    {
        (a, b) = (Filled(a), Filled(b));
        var pair = Compared.Of(a, b);
        Assert.Equal(differences, pair.Differences.Count);
        Assert.All(pair.Differences, difference =>
        {
            Assert.True(difference.A.Length == 0 || Overlaps(pair.OwnA!, a, difference.A), $"{difference}");
            Assert.True(difference.B.Length == 0 || Overlaps(pair.OwnB!, b, difference.B), $"{difference}");
        });

        static bool Overlaps(OwnText own, string text, TextRange range)
        {
            var tokens = System.Text.RegularExpressions.Regex.Matches(text, "[\\p{L}\\p{N}]+");
            Assert.Equal(tokens.Count, own.Words);
            return own.Own.SelectMany(static words => Enumerable.Range(words.Start, words.Length))
                .Any(
                    word => tokens[word].Index < range.Start + range.Length
                        && tokens[word].Index + tokens[word].Length > range.Start);
        }
    }

    private static string Filled(string form) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Story, Words(6, 40));

    private static (OwnText A, OwnText B) Compare(string a, string b)
    {
        var pair = Compared.Of(a, b);
        Assert.True(pair.Relation >= Relation.Partial, $"{pair.Relation}");
        return (pair.OwnA!, pair.OwnB!);
    }

    private static string Text(OwnText text) =>
        string.Join(' ', text.Own.Select(static range => $"{range.Start}+{range.Length}"));
}
