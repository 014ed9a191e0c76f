using Dedupe.Evaluation;
using Dedupe.Verification;

namespace Dedupe.Tests.Evaluation;

/// <summary>Labelled pairs whose truth is a line through their evidence, with some labels wrong.</summary>
internal static class Labels
{
    /// <summary>Draws pairs of which a share of prose at or above the line makes a copy.</summary>
    public static List<LabelledEvidence> Along(double line, int count, double wrong, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var share = random.NextDouble() * 0.45;
            var isCopy = share >= line != random.NextDouble() < wrong;
            return Of(
                i, isCopy ? "copy" : "not", share, share * (0.7 + (0.3 * random.NextDouble())), 10 + (400 * share));
        })];
    }

    public static LabelledEvidence Of(
        int number, string label, double larger, double smaller, double words, bool compared = true) => new(
        new LabelledPair($"a{number}", $"b{number}", label),
        compared,
        new PairEvidence
        {
            SameText = false,
            Jaccard = 0,
            ProseShareA = larger,
            ProseShareB = smaller,
            ProseWords = words
        });
}
