
namespace Dedupe.Reporting;

/// <summary>A line of rejected.jsonl.</summary>
internal static class RejectionLine
{
    /// <summary>
    /// Writes one rejection; the detail is left out when the reason says it all. One that stands for many has
    /// <c>lines</c> (first and last) and
    /// <c>count</c>, and <c>ranges</c> where they are not all lines between.
    /// </summary>
    public static void Write(LineWriter json, Rejection rejection)
    {
        json.BeginObject();
        json.Text("source"u8, rejection.Origin.Source);
        json.Number("line"u8, rejection.Origin.Line);
        json.Text("reason"u8, Names.Of(rejection.Reason));
        if (rejection.Detail is not null)
            json.Text("detail"u8, rejection.Detail);
        if (rejection.Lines.Count > 0)
        {
            json.Lines("lines"u8, [new LineRange(rejection.Lines[0].From, rejection.Lines[^1].To)]);
            json.Number("count"u8, rejection.Count);
        }

        if (rejection.Lines.Count > 1)
            json.Lines("ranges"u8, rejection.Lines);
        json.EndObject();
    }
}
