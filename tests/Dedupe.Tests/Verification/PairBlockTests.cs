using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedupe.Verification;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class PairBlockTests
{
    private static Config Config => FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void ARecordHasItsSizeWithoutGapsOrReferences()
    {
        Assert.Equal(88, Unsafe.SizeOf<PairRecord>());
        Assert.Equal((7 * sizeof(double)) + (3 * sizeof(float)) + (4 * sizeof(int)) + 4, Unsafe.SizeOf<PairRecord>());
        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<PairRecord>());
    }

    [Fact]
    public void WhatWasFoundIsReadBack() => Prop.ForAll(Arb.From(SomePairs.Sorted), pairs =>
    {
        var block = SomePairs.Block(pairs);

        Assert.Equal(pairs.Length, block.Count);
        Assert.Equal(pairs.Select(SomePairs.Text), Decoded(block));
        for (var i = 0; i < pairs.Length; i++)
        {
            Assert.Equal(SomePairs.Text(pairs[i].OwnA), SomePairs.Text(block.OwnText(i, ofA: true)));
            Assert.Equal(SomePairs.Text(pairs[i].OwnB), SomePairs.Text(block.OwnText(i, ofA: false)));
            var (expected, evidence) = (pairs[i].Evidence, block.Decode(i).Evidence);
            Assert.Equal((expected.SameText, expected.Jaccard), (evidence.SameText, evidence.Jaccard));
            Assert.Equal(expected.ProseShareA, evidence.ProseShareA, 1e-7);
            Assert.Equal(expected.ProseShareB, evidence.ProseShareB, 1e-7);
            Assert.Equal(1, (1 + evidence.ProseWords) / (1 + expected.ProseWords), 1e-6);
        }
    }).Check(Config);

    [Fact]
    public void TheBytesDoNotDependOnTheOrderOfTheVerification() => Prop.ForAll(Arb.From(SomePairs.Sorted),
        Arb.From(Gen.Choose(1, 9)), (pairs, stretch) =>
    {
        int[] order = [.. Enumerable.Range(0, pairs.Length)];
        var expected = SomePairs.Block(pairs, order, stretch);
        new Random(stretch).Shuffle(order);
        var block = SomePairs.Block(pairs, order, stretch);

        Assert.Equal(expected.Records.ToArray(), block.Records.ToArray());
        Assert.Equal(expected.Details.ToArray(), block.Details.ToArray());
    }).Check(Config);

    [Fact]
    public void ItsBytesAreTheBlock() => Prop.ForAll(Arb.From(SomePairs.Sorted), pairs =>
    {
        var block = SomePairs.Block(pairs);
        var file = MemoryMarshal.AsBytes(block.Records.Span).ToArray();
        var opened = new PairBlock(MemoryMarshal.Cast<byte, PairRecord>(file).ToArray(), block.Details.ToArray());

        Assert.Equal(Decoded(block), Decoded(opened));
    }).Check(Config);

    [Fact]
    public void AgenciesComeFromOutside()
    {
        var pair = SomePairs.Sorted.Where(pairs => pairs.Length > 0).Sample(1).First()[0];

        var read = SomePairs.Block([pair]).Decode(0, "AFP", agencyB: null);

        Assert.Equal(("AFP", null), (read.AgencyA, read.AgencyB));
        Assert.Equal(SomePairs.Text(pair with { AgencyA = "AFP" }), SomePairs.Text(read));
    }

    [Fact]
    public void APairWithoutPassagesHasNoDetailsAndAnOrdinaryPassageFewBytes()
    {
        var writer = new PairDetailsWriter();

        Assert.Equal(0, writer.Write([], []));
        Assert.InRange(
            writer.Write([new Passage(new TextRange(120, 310), new TextRange(88, 305), 47, PassageKind.Prose)], []), 1,
            11);
    }

    // Seven bits are the most of a byte.
    [Theory]
    [InlineData(126, 0)]
    [InlineData(127, 0)]
    [InlineData(128, 1)]
    public void ANumberTakesNoMoreBytesThanItNeeds(int length, int more)
    {
        var writer = new PairDetailsWriter();
        var range = new TextRange(0, length);

        Assert.Equal(2 + 5 + more, writer.Write([new Passage(range, range, 5, PassageKind.Prose)], []));
    }

    [Fact]
    public void AHeadlineLinksWhatItsTextsDoNot() => Prop.ForAll(Arb.From(SomePairs.Sorted), pairs =>
    {
        var expected = pairs.Select(
            pair => pair.Relation >= Relation.Partial
                ? pair
                : pair with { Relation = Relation.Partial, SameTitle = true });
        var before = SomePairs.Block(pairs);

        Assert.Equal(expected.Select(SomePairs.Text), Decoded(TitleLinks.LinkByTitle(before)));
        Assert.Equal(pairs.Select(SomePairs.Text), Decoded(before));
    }).Check(Config);

    private static IEnumerable<string> Decoded(PairBlock block) =>
        Enumerable.Range(0, block.Count).Select(i => SomePairs.Text(block.Decode(i)));
}
