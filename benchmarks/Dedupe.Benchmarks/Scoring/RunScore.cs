using System.Text.Json;

namespace Dedupe.Benchmarks.Scoring;

/// <summary>How well the pairs and clusters of a run agree with the truth of a generated corpus.</summary>
internal sealed class RunScore
{
    private readonly TruePairs truth;
    private readonly Dictionary<int, int> clusterOf = [];

    private RunScore(TruePairs truth) => this.truth = truth;

    /// <summary>Pairs called copies.</summary>
    public long Predicted { get; private set; }

    /// <summary>Copies among them.</summary>
    public long Found { get; private set; }

    /// <summary>Members of the largest cluster.</summary>
    public int LargestCluster { get; private set; }

    /// <summary>How many of the pairs called copies have each label.</summary>
    public SortedDictionary<string, long> ByLabel { get; } = new(StringComparer.Ordinal);

    /// <summary>Copies among the pairs called copies; 1 when nothing was called one.</summary>
    public double Precision => Predicted == 0 ? 1 : (double)Found / Predicted;

    /// <summary>Found copies among all; 1 when there is none.</summary>
    public double Recall => truth.Copies == 0 ? 1 : (double)Found / truth.Copies;

    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>
    /// Reads <c>clusters.jsonl</c> and <c>pairs.jsonl</c> of a run directory; a tool that makes no clusters leaves the
    /// first out.
    /// </summary>
    public static RunScore Of(string directory, TruePairs truth)
    {
        var score = new RunScore(truth);
        var clusters = Path.Combine(directory, "clusters.jsonl");
        if (File.Exists(clusters))
            score.ReadClusters(clusters);
        score.ReadPairs(Path.Combine(directory, "pairs.jsonl"));
        return score;
    }

    private void ReadClusters(string path)
    {
        var cluster = 0;
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            int[] members =
                [.. json.RootElement.GetProperty("members").EnumerateArray().Select(member =>
                    truth.NumberOf(member.GetProperty("id").GetString()!))];
            LargestCluster = Math.Max(LargestCluster, members.Length);
            for (var b = 0; b < members.Length; b++)
            {
                clusterOf[members[b]] = cluster;
                for (var a = 0; a < b; a++)
                    Count(members[a], members[b]);
            }

            cluster++;
        }
    }

    private void ReadPairs(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            if (!TruePairs.IsPositive(json.RootElement.GetProperty("relation").GetString()!))
                continue;
            var a = truth.NumberOf(json.RootElement.GetProperty("a").GetString()!);
            var b = truth.NumberOf(json.RootElement.GetProperty("b").GetString()!);
            if (!clusterOf.TryGetValue(a, out var cluster)
                || !clusterOf.TryGetValue(b, out var other)
                || cluster != other)
                Count(a, b);
        }
    }

    private void Count(int a, int b)
    {
        var label = truth.LabelOf(a, b);
        Predicted++;
        Found += TruePairs.IsPositive(label) ? 1 : 0;
        ByLabel[label] = ByLabel.GetValueOrDefault(label) + 1;
    }
}
