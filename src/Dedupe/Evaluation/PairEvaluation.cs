using Dedupe.Verification;

namespace Dedupe.Evaluation;

/// <summary>How well a run agrees with hand labels, pair by pair and cluster by cluster.</summary>
public sealed class PairEvaluation
{
    private PairEvaluation(IReadOnlyList<JudgedPair> pairs, int labelledDocuments, Score bCubed, double adjustedRand)
    {
        Pairs = pairs;
        LabelledDocuments = labelledDocuments;
        BCubed = bCubed;
        AdjustedRand = adjustedRand;
        TruePositives = pairs.Count(pair => pair.Label.IsPositive && pair.PredictedPositive);
        FalsePositives = pairs.Count(pair => !pair.Label.IsPositive && pair.PredictedPositive);
        FalseNegatives = pairs.Count(pair => pair.Label.IsPositive && !pair.PredictedPositive);
        TrueNegatives = pairs.Count - TruePositives - FalsePositives - FalseNegatives;
        Unmatched = pairs.Count(pair => !pair.Matched);
        Score = Score.Of(TruePositives, FalsePositives, FalseNegatives);
        Confusion = pairs.GroupBy(pair => (pair.Label.Label, pair.Predicted)).ToDictionary(group => group.Key, group => group.Count());
    }

    /// <summary>Every label, in the order of the file, with the run's answer.</summary>
    public IReadOnlyList<JudgedPair> Pairs { get; }

    /// <summary>Copies found.</summary>
    public int TruePositives { get; }

    /// <summary>Pairs called copies that are none.</summary>
    public int FalsePositives { get; }

    /// <summary>Copies missed.</summary>
    public int FalseNegatives { get; }

    /// <summary>Pairs rightly not called copies.</summary>
    public int TrueNegatives { get; }

    /// <summary>Labels with a document that is not in the result; they count as predicted <c>none</c>.</summary>
    public int Unmatched { get; }

    /// <summary>Precision and recall over the labelled pairs.</summary>
    public Score Score { get; }

    /// <summary>How many labels of each word got each predicted relation; combinations that do not occur are absent.</summary>
    public IReadOnlyDictionary<(string Label, Relation Predicted), int> Confusion { get; }

    /// <summary>Documents that any label names.</summary>
    public int LabelledDocuments { get; }

    /// <summary>B-cubed of the clusters over the labelled documents; gold clusters are what positive labels connect.</summary>
    public Score BCubed { get; }

    /// <summary>Adjusted Rand index of the same clusters.</summary>
    public double AdjustedRand { get; }

    /// <summary>Compares a result with labels. Cost: linear in documents, pairs and labels.</summary>
    public static PairEvaluation Of(DedupeResult result, IReadOnlyList<LabelledPair> labels)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(labels);
        var names = new DocumentNames(result.Documents);
        var clusterOf = new Dictionary<int, int>();
        for (var i = 0; i < result.Clusters.Count; i++)
        {
            foreach (var member in result.Clusters[i].Members)
                clusterOf[member.Document] = i;
        }

        var listed = new Dictionary<(int A, int B), VerifiedPair>(result.Pairs.Count);
        foreach (var pair in result.Pairs)
            listed[(pair.A, pair.B)] = pair;

        var clusters = new LabelledClusters();
        var judged = new List<JudgedPair>(labels.Count);
        foreach (var label in labels)
        {
            var a = names.Find(label.A);
            var b = names.Find(label.B);
            clusters.Add(label, Resolved(label.A, a), Resolved(label.B, b));
            judged.Add(a is { } first && b is { } second ? Judge(label, first, second) : JudgedPair.Unmatched(label));
        }

        return new PairEvaluation(
            judged,
            clusters.Predicted.Count,
            ClusterMeasures.BCubed(clusters.Gold, clusters.Predicted),
            ClusterMeasures.AdjustedRand(clusters.Gold, clusters.Predicted));

        JudgedPair Judge(LabelledPair label, int a, int b)
        {
            var swapped = a > b;
            var pair = listed.GetValueOrDefault(swapped ? (b, a) : (a, b));
            var sameCluster = clusterOf.TryGetValue(a, out var one) && clusterOf.TryGetValue(b, out var other) && one == other;
            return JudgedPair.Of(label, swapped, pair, sameCluster);
        }

        (string Name, int? Cluster) Resolved(string name, int? document) => document is { } number
            ? (result.Documents[number].Id, clusterOf.TryGetValue(number, out var cluster) ? cluster : null)
            : (name, null);
    }
}
