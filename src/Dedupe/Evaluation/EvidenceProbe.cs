using Dedupe.Clustering;
using Dedupe.Indexing;
using Dedupe.Signing;
using Dedupe.Verification;

namespace Dedupe.Evaluation;

/// <summary>
/// Collects the evidence of labelled pairs from a run, once: thresholds are then tried on the numbers alone.
/// </summary>
internal sealed class EvidenceProbe(IReadOnlyList<LabelledPair> labels)
{
    /// <summary>The labels whose documents were both in the run, in the order of the file.</summary>
    public List<LabelledEvidence> Found { get; } = [];

    /// <summary>Labels with a document that was not in the run.</summary>
    public int Unmatched => labels.Count - Found.Count;

    /// <summary>
    /// Looks the labels up in a run that is about to end. Cost: linear in its pairs, and one comparison for each label.
    /// </summary>
    /// <param name="documents">The documents.</param>
    /// <param name="nearGroup">The near-tier representative of each document.</param>
    /// <param name="edges">All pairs the run compared.</param>
    /// <param name="compare">Compares candidates and says what it found; in their order.</param>
    public void LookUp(
        SignedCollection documents, int[] nearGroup, VerifiedEdges edges, Func<CandidatePair[], PairEvidence[]> compare)
    {
        var names = new DocumentNames(documents);
        var wanted = new List<(LabelledPair Label, int A, int B)>();
        foreach (var label in labels)
        {
            if (names.Find(label.A) is { } a && names.Find(label.B) is { } b && a != b)
                wanted.Add((label, Math.Min(a, b), Math.Max(a, b)));
        }

        var compared = new HashSet<(int, int)>();
        foreach (ref readonly var pair in edges)
            compared.Add(Groups(pair.A, pair.B));
        var candidates = wanted.Select(pair => new CandidatePair(pair.A, pair.B, 0)).Distinct().ToArray();
        var evidence = candidates.Zip(compare(candidates))
            .ToDictionary(pair => (pair.First.A, pair.First.B), pair => pair.Second);
        Found.AddRange(wanted.Select(pair => new LabelledEvidence(
            pair.Label, nearGroup[pair.A] == nearGroup[pair.B]
                || compared.Contains(Groups(pair.A, pair.B)), evidence[(pair.A, pair.B)])));

        // Near-duplicates are compared with others through their representative.
        (int, int) Groups(int a, int b) =>
            nearGroup[a] < nearGroup[b] ? (nearGroup[a], nearGroup[b]) : (nearGroup[b], nearGroup[a]);
    }
}
