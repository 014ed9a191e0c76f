using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dedupe.Evaluation;

namespace Dedupe.Cli.Views;

/// <summary>An evaluation for a program to read: one JSON object on one line.</summary>
internal static class EvaluationJson
{
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, PairEvaluation evaluation, bool errors)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
            Write(json, evaluation, errors);
        output.WriteLine(Printable.Json(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length)));
    }

    private static void Write(Utf8JsonWriter json, PairEvaluation evaluation, bool errors)
    {
        json.WriteStartObject();
        json.WriteString("version", ProgramVersion.Text);
        WriteScore(json, "pairs", evaluation.Score);
        json.WriteNumber("labels", evaluation.Pairs.Count);
        json.WriteNumber("truePositives", evaluation.TruePositives);
        json.WriteNumber("falsePositives", evaluation.FalsePositives);
        json.WriteNumber("falseNegatives", evaluation.FalseNegatives);
        json.WriteNumber("trueNegatives", evaluation.TrueNegatives);
        json.WriteNumber("unmatched", evaluation.Unmatched);
        json.WriteNumber("labelledDocuments", evaluation.LabelledDocuments);
        WriteScore(json, "bCubed", evaluation.BCubed);
        json.WriteNumber("adjustedRand", Math.Round(evaluation.AdjustedRand, 4));
        json.WriteStartObject("confusion");
        foreach (var row in evaluation.Confusion.GroupBy(cell => cell.Key.Label).OrderBy(row => row.Key,
            StringComparer.Ordinal))
        {
            json.WriteStartObject(row.Key);
            foreach (var cell in row.OrderByDescending(cell => cell.Key.Predicted))
                json.WriteNumber(Names.Of(cell.Key.Predicted), cell.Value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (errors)
            WriteErrors(json, evaluation.Pairs.Where(pair => pair.IsError));
        json.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter json, IEnumerable<JudgedPair> wrong)
    {
        json.WriteStartArray("errors");
        foreach (var pair in wrong)
        {
            json.WriteStartObject();
            json.WriteString("a", pair.Label.A);
            json.WriteString("b", pair.Label.B);
            json.WriteString("label", pair.Label.Label);
            json.WriteString("predicted", Names.Of(pair.Predicted));
            json.WriteBoolean("matched", pair.Matched);
            json.WriteNumber("proseCoverageA", Math.Round(pair.ProseCoverageA, 4));
            json.WriteNumber("proseCoverageB", Math.Round(pair.ProseCoverageB, 4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteScore(Utf8JsonWriter json, string name, Score score)
    {
        json.WriteStartObject(name);
        json.WriteNumber("precision", Math.Round(score.Precision, 4));
        json.WriteNumber("recall", Math.Round(score.Recall, 4));
        json.WriteNumber("f1", Math.Round(score.F1, 4));
        json.WriteEndObject();
    }
}
