using Dedupe.Cli.Report;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Cli.Report;

public sealed class PairRowsTests
{
    // Whatever passages there are, overlapping, moved, and whatever differs: each side shows its text whole.
    [Fact]
    public void EachSideIsTheWholeText()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var (a, b) = (Text(random), Text(random));
            var passages = Enumerable.Range(0, random.Next(6))
                .Select(_ => new Passage(Range(random, a), Range(random, b), random.Next(1, 5), PassageKind.Prose))
                .ToList();
            var differences = Enumerable.Range(0, random.Next(4))
                .Select(_ => new TextDifference(Range(random, a), Range(random, b), DifferenceKind.Number))
                .ToList();
            var rows = PairRows.Of(
                new ReportPair("a", "b", "derived", 0.5, 0.5, 0.5, passages, differences, null), a, b);
            Assert.Equal(a, string.Concat(rows.SelectMany(row => row.Left).Select(span => span.Text)));
            // The rows follow the first text; what was moved in the second stands where it stands there.
            Assert.Equal(b, string.Concat(rows.SelectMany(row => row.Right).Select(span => span.Text)));
        }
    }

    [Fact]
    public void WhatDiffersIsCutOutOfItsPassage()
    {
        var passage = new Passage(new(0, 13), new(0, 13), 3, PassageKind.Prose);
        var differs = new TextDifference(new(4, 2), new(4, 2), DifferenceKind.Number);
        var row = Assert.Single(PairRows.Of(
            new ReportPair("a", "b", "derived", 1, 1, 1, [passage], [differs], null), "all 12 cracks",
            "all 21 cracks"));
        Assert.Equal(["all ", "12", " cracks"], row.Left.Take(3).Select(span => span.Text));
        Assert.Equal([false, true, false], row.Left.Take(3).Select(span => span.Differs));
        Assert.Equal("21", row.Right[1].Text);
    }

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(6) switch
        {
            0 => " ",
            1 => ".",
            2 => "\U0001f600",
            _ => ((char)('a' + random.Next(26))).ToString(),
        }));

    // In code points, as passages are.
    private static TextRange Range(Random random, string text)
    {
        var length = text.EnumerateRunes().Count();
        var start = random.Next(length);
        return new TextRange(start, random.Next(1, length - start + 1));
    }
}
