using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dedupe.Batch;
using Dedupe.Cli.Slurm;

namespace Dedupe.Cli.Views;

/// <summary>A run, stage by stage, for a program to read: one JSON object on one line.</summary>
internal static class StatusJson
{
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, RunStatus run, IReadOnlyList<RankFailure> failures)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("version", ProgramVersion.Text);
            json.WriteString("directory", run.Directory);
            json.WriteBoolean("complete", run.Complete);
            json.WriteNumber("parts", run.Parts);
            json.WriteNumber("inputBytes", run.InputBytes);
            json.WriteStartArray("stages");
            foreach (var step in run.Steps)
                Write(json, step);
            json.WriteEndArray();
            json.WriteStartArray("failed");
            foreach (var failure in failures)
                Write(json, failure);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(Printable.Json(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length)));
    }

    private static void Write(Utf8JsonWriter json, StepStatus step)
    {
        json.WriteStartObject();
        json.WriteString("name", step.Step.Name);
        json.WriteString("stage", step.Step.Stage);
        json.WriteString("tier", step.Step.Tier);
        json.WriteNumber("parts", step.Step.Parts);
        json.WriteNumber("done", step.Done);
        WriteNumbers("missing", step.Missing);
        WriteNumbers("damaged", step.Damaged);
        json.WriteNumber("seconds", Math.Round(step.ActiveSeconds, 3));
        json.WriteNumber("workSeconds", Math.Round(step.WorkSeconds, 3));
        json.WriteNumber("documents", step.Documents);
        json.WriteNumber("textBytes", step.TextBytes);
        json.WriteNumber("documentsPerSecond", Math.Round(step.DocumentsPerSecond, 1));
        json.WriteNumber("megabytesPerSecond", Math.Round(step.MegabytesPerSecond, 3));
        if (step.SecondsLeft is { } left)
            json.WriteNumber("secondsLeft", Math.Round(left, 1));
        else
            json.WriteNull("secondsLeft");
        json.WriteEndObject();

        void WriteNumbers(string name, IReadOnlyList<int> numbers)
        {
            json.WriteStartArray(name);
            foreach (var number in numbers)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, RankFailure failure)
    {
        json.WriteStartObject();
        json.WriteString("name", failure.Step);
        json.WriteNumber("rank", failure.Rank);
        json.WriteNumber("of", failure.Of);
        json.WriteString("message", failure.Message);
        json.WriteString("file", failure.File);
        json.WriteEndObject();
    }
}
