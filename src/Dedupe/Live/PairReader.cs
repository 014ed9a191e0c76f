using System.Text.Json;
using Dedupe.Verification;

namespace Dedupe.Live;

/// <summary>Reads a pair of an answer: the way back from <see cref="Reporting.PairLine"/>.</summary>
internal static class PairReader
{
    /// <summary>Reads a pair.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="id">Id of the item that was asked about.</param>
    /// <param name="match">What it matches; has the shares that the pair does not say.</param>
    public static VerifiedPair Read(JsonElement pair, string id, AnswerMatch match) => new VerifiedPair
    {
        B = 1,
        Relation = match.Relation,
        Jaccard = match.Jaccard,
        ContainmentA = pair.Share("containmentA"u8),
        ContainmentB = pair.Share("containmentB"u8),
        CoverageA = match.Coverage,
        CoverageB = match.OtherCoverage,
        ProseCoverageA = pair.Share("proseCoverageA"u8),
        ProseCoverageB = pair.Share("proseCoverageB"u8),
        SameTitle = pair.Word("evidence"u8) == "title",
        Passages = [.. pair.Items("passages"u8).Select(static passage => new Passage(
            RangeOf(passage.GetProperty("a"u8)), RangeOf(passage.GetProperty("b"u8)),
            passage.GetProperty("words"u8).GetInt32(),
            Named<PassageKind>(passage.GetProperty("kind"u8), Names.Of)))],
        Differences = [.. pair.Items("differences"u8).Select(static one => new TextDifference(
            RangeOf(one.GetProperty("a"u8)), RangeOf(one.GetProperty("b"u8)),
            Named<DifferenceKind>(one.GetProperty("kind"u8), Names.Of)))],
        Direction = pair.TryGetProperty("direction"u8, out var direction)
            ? Named<Direction>(direction, Names.Of)
            : Direction.Unknown,
        DirectionEvidence = pair.TryGetProperty("directionBy"u8, out var by)
            ? Named<DirectionEvidence>(by, Names.Of)
            : DirectionEvidence.None,
        AgencyA = pair.Word("agencyA"u8),
        AgencyB = pair.Word("agencyB"u8),
        OwnA = OwnOf(pair, "wordsA"u8, "ownA"u8, "boilerplateA"u8),
        OwnB = OwnOf(pair, "wordsB"u8, "ownB"u8, "boilerplateB"u8),
    }.Among([new DocumentInfo(id, null, null, null, 0), new DocumentInfo(match.Article.Id, null, null, null, 0)]);

    /// <summary>The value that a word stands for.</summary>
    /// <exception cref="FormatException">It stands for none.</exception>
    public static T Named<T>(JsonElement word, Func<T, string> nameOf) where T : struct, Enum
    {
        var wanted = word.GetString();
        foreach (var value in Enum.GetValues<T>())
        {
            if (nameOf(value) == wanted)
                return value;
        }

        throw new FormatException($"No {typeof(T).Name} is called '{wanted}'.");
    }

    private static OwnText? OwnOf(
        JsonElement pair, ReadOnlySpan<byte> words, ReadOnlySpan<byte> own, ReadOnlySpan<byte> boilerplate) =>
        pair.TryGetProperty(words, out var count)
            ? new OwnText(count.GetInt32(), WordsOf(pair.Items(own)), WordsOf(pair.Items(boilerplate)))
            : null;

    private static List<WordRange> WordsOf(IEnumerable<JsonElement> ranges) =>
        [.. ranges.Select(static range => new WordRange(range[0].GetInt32(), range[1].GetInt32()))];

    private static TextRange RangeOf(JsonElement range) => new(range[0].GetInt32(), range[1].GetInt32());
}
