namespace Dedupe.Evaluation;

/// <summary>How well a run agrees with hand labels, pair by pair and cluster by cluster.</summary>
internal sealed class PairEvaluation
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
        Confusion = pairs.GroupBy(pair => (pair.Label.Label, pair.Predicted))
            .ToDictionary(group => group.Key, group => group.Count());
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

    /// <summary>
    /// How many labels of each word got each predicted relation; combinations that do not occur are absent.
    /// </summary>
    public IReadOnlyDictionary<(string Label, Relation Predicted), int> Confusion { get; }

    /// <summary>Documents that any label names.</summary>
    public int LabelledDocuments { get; }

    /// <summary>
    /// B-cubed of the clusters over the labelled documents; gold clusters are what positive labels connect.
    /// </summary>
    public Score BCubed { get; }

    /// <summary>Adjusted Rand index of the same clusters.</summary>
    public double AdjustedRand { get; }

    /// <summary>Compares a result with labels. Cost: linear in documents, pairs and labels.</summary>
    public static PairEvaluation Of(DedupeResult result, IReadOnlyList<LabelledPair> labels)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(labels);
        var names = new DocumentNames(result.Documents);
        var answers = new RunAnswers(result);
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
            var predicted = answers.SameCluster(a, b) && answers.RelationOf(a, b) < Relation.Derived
                ? Relation.Derived
                : answers.RelationOf(a, b);
            return JudgedPair.Of(label, a > b, answers.Pair(a, b), predicted);
        }

        (string Name, int? Cluster) Resolved(string name, int? document) =>
            document is { } number ? (result.Documents[number].Id, answers.Cluster(number)) : (name, null);
    }
}
