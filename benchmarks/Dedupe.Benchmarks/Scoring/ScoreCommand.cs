using System.Text.Json;

namespace Dedupe.Benchmarks.Scoring;

/// <summary><c>score</c>: precision and recall of a run directory against the labels of a generated corpus.</summary>
internal static class ScoreCommand
{
    /// <summary>Runs it.</summary>
    public static int Run(Arguments line)
    {
        var labels = line.Need("labels");
        var run = line.Need("run");
        var json = line.Find("json");
        var closed = line.Has("closed");
        line.End();

        var truth = new TruePairs(labels, closed);
        var score = RunScore.Of(run, truth);
        Console.WriteLine($"precision {score.Precision:0.0000}   recall {score.Recall:0.0000}   F1 {score.F1:0.0000}");
        Console.WriteLine(
            $"called copies {score.Predicted}, right {score.Found}, true copies {truth.Copies}, largest cluster " +
            $"{score.LargestCluster}");
        foreach (var (label, count) in truth.ByLabel)
            Console.WriteLine(
                $"  {label}: {score.ByLabel.GetValueOrDefault(label)} of {count} found " +
                $"({(double)score.ByLabel.GetValueOrDefault(label) / count:0.0000})");
        foreach (var (label, count) in score.ByLabel.Where(pair => !TruePairs.IsPositive(pair.Key)))
            Console.WriteLine($"  wrongly called copies, in truth {label}: {count}");
        if (json is not null)
        {
            File.WriteAllText(json, JsonSerializer.Serialize(new
            {
                precision = score.Precision,
                recall = score.Recall,
                f1 = score.F1,
                predicted = score.Predicted,
                found = score.Found,
                copies = truth.Copies,
                largestCluster = score.LargestCluster,
                trueByLabel = truth.ByLabel,
                predictedByLabel = score.ByLabel,
            }));
        }

        return 0;
    }
}
