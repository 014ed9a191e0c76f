using System.Text.Json;

namespace Dedupe.Cli.Views;

/// <summary>A rejection for a program to read, with the names of rejected.jsonl.</summary>
internal static class RejectionJson
{
    /// <summary>Writes it as an object.</summary>
    public static void Write(Utf8JsonWriter json, Rejection rejection)
    {
        json.WriteStartObject();
        json.WriteString("source", rejection.Origin.Source);
        json.WriteNumber("line", rejection.Origin.Line);
        json.WriteString("reason", Names.Of(rejection.Reason));
        if (rejection.Detail is { } detail)
            json.WriteString("detail", detail);
        if (rejection.Count > 1)
        {
            json.WriteNumber("count", rejection.Count);
            json.WriteNumber("lastLine", rejection.Lines[^1].To);
        }

        json.WriteEndObject();
    }
}
