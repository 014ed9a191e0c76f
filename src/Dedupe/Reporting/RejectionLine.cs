using System.Text.Json;

namespace Dedupe.Reporting;

/// <summary>A line of rejected.jsonl.</summary>
internal static class RejectionLine
{
    /// <summary>Writes one rejection; the detail is left out when the reason says it all.</summary>
    public static void Write(Utf8JsonWriter json, Rejection rejection)
    {
        json.WriteStartObject();
        json.WriteString("source", rejection.Origin.Source);
        json.WriteNumber("line", rejection.Origin.Line);
        json.WriteString("reason", Names.Of(rejection.Reason));
        if (rejection.Detail is not null)
            json.WriteString("detail", rejection.Detail);
        json.WriteEndObject();
    }
}
