
namespace Dedupe.Reporting;

/// <summary>A line of rejected.jsonl.</summary>
internal static class RejectionLine
{
    /// <summary>Writes one rejection; the detail is left out when the reason says it all.</summary>
    public static void Write(LineWriter json, Rejection rejection)
    {
        json.BeginObject();
        json.Text("source"u8, rejection.Origin.Source);
        json.Number("line"u8, rejection.Origin.Line);
        json.Text("reason"u8, Names.Of(rejection.Reason));
        if (rejection.Detail is not null)
            json.Text("detail"u8, rejection.Detail);
        json.EndObject();
    }
}
