using Dedupe.Verification;
using FsCheck;
using FsCheck.Fluent;

namespace Dedupe.Tests.Verification;

/// <summary>Generators of verified pairs with any numbers, and blocks of them.</summary>
internal static class SomePairs
{
    private static readonly Gen<int> Place = Gen.Frequency((4, Gen.Choose(0, 300)), (1, Gen.Choose(0, int.MaxValue)));

    private static readonly Gen<double> Share = Gen.Choose(0, 1_000_003).Select(number => number / 1_000_003.0);

    private static readonly Gen<TextRange> Range =
        from start in Place from length in Place select new TextRange(start, length);

    private static readonly Gen<Passage> Passage =
        from a in Range
        from b in Range
        from words in Gen.Choose(0, (1 << 30) - 1)
        from kind in Gen.Elements(Enum.GetValues<PassageKind>())
        select new Passage(a, b, words, kind);

    private static readonly Gen<TextDifference> Difference =
        from a in Range
        from b in Range
        from kind in Gen.Elements(
            Enum.GetValues<DifferenceKind>())
        select new TextDifference(a, b, kind);

    /// <summary>Up to forty pairs of thirty documents, each once, sorted by (A, B).</summary>
    public static Gen<VerifiedPair[]> Sorted { get; } =
        from count in Gen.Choose(0, 40)
        from pairs in Gen.ListOf(Pair(), count)
        select pairs.DistinctBy(pair => (pair.A, pair.B)).OrderBy(pair => (pair.A, pair.B)).ToArray();

    /// <summary>A block of pairs, verified in their order.</summary>
    public static PairBlock Block(VerifiedPair[] pairs) =>
        Block(pairs, [.. Enumerable.Range(0, pairs.Length)], stretch: 8);

    /// <summary>A block of pairs, verified in any order.</summary>
    public static PairBlock Block(VerifiedPair[] pairs, int[] order, int stretch)
    {
        var builder = new PairBlockBuilder(order, stretch);
        var writer = new PairDetailsWriter();
        foreach (var number in Enumerable.Range(0, builder.Stretches).Reverse())
        {
            foreach (var place in builder.Stretch(number))
                builder.Add(
                    place, PairRecord.FromPair(pairs[place]) with { DetailsLength = Written(writer, pairs[place]) });
            builder.End(number, writer);
        }

        return builder.Build();
    }

    private static int Written(PairDetailsWriter writer, VerifiedPair pair) =>
        writer.Write(pair.Passages, pair.Differences, pair.OwnA, pair.OwnB);

    /// <summary>
    /// All that a pair says to others than its verifier, as text: lists are compared by what is in them.
    /// </summary>
    public static string Text(VerifiedPair pair) =>
        $"{pair.A} {pair.B} {Alone(pair)} " +
        $"{string.Join(' ', pair.Passages)} {string.Join(' ', pair.Differences)} {Text(pair.OwnA)} {Text(pair.OwnB)}";

    private static VerifiedPair Alone(VerifiedPair pair) =>
        (pair with { Passages = [], Differences = [], OwnA = null, OwnB = null, Evidence = default }).Among(null);

    /// <summary>What a text has for itself, as text.</summary>
    public static string Text(OwnText? text) =>
        text is null ? "none" : $"{text.Words}: {string.Join(' ', text.Own)}; {string.Join(' ', text.Boilerplate)}";

    private static Gen<WordRange[]> Words { get; } =
        from count in Gen.Choose(0, 4)
        from steps in Gen.ArrayOf(Gen.Choose(1, 400), 2 * count)
        select Enumerable.Range(0, count)
            .Select(i => new WordRange(steps[..(2 * i + 1)].Sum(), steps[2 * i + 1]))
            .ToArray();

    private static Gen<OwnText> Own { get; } =
        from words in Place from own in Words from boilerplate in Words select new OwnText(words, own, boilerplate);

    private static Gen<VerifiedPair> Pair() =>
        from a in Gen.Choose(0, 28)
        from b in Gen.Choose(a + 1, 29)
        from relation in Gen.Elements(Enum.GetValues<Relation>())
        from direction in Gen.Elements(Enum.GetValues<Direction>())
        from evidence in Gen.Elements(Enum.GetValues<DirectionEvidence>())
        from sameTitle in Gen.Elements(true, false)
        from shares in Gen.ArrayOf(Share, 9)
        from words in Gen.Choose(0, 100_000)
        from passages in Gen.Choose(0, 4).SelectMany(count => Gen.ArrayOf(Passage, count))
        from differences in Gen.Choose(0, 2).SelectMany(count => Gen.ArrayOf(Difference, count))
        from isOwnKnown in Gen.Elements(true, false)
        from ownA in Own
        from ownB in Own
        select new VerifiedPair
        {
            A = a,
            B = b,
            Relation = relation,
            Direction = direction,
            DirectionEvidence = evidence,
            SameTitle = sameTitle,
            Jaccard = shares[0],
            ContainmentA = shares[1],
            ContainmentB = shares[2],
            CoverageA = shares[3],
            CoverageB = shares[4],
            ProseCoverageA = shares[5],
            ProseCoverageB = shares[6],
            Passages = passages,
            Differences = differences,
            OwnA = isOwnKnown ? ownA : null,
            OwnB = isOwnKnown ? ownB : null,
            Evidence = new PairEvidence
            {
                SameText = relation == Relation.Identical,
                Jaccard = shares[0],
                ProseShareA = shares[7],
                ProseShareB = shares[8],
                ProseWords = words / 3.0,
            },
        };
}
