using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dedupe.Service.Pushing;
using Dedupe.Sources;

namespace Dedupe.Cli.Views;

/// <summary>What became of articles that were sent.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="isJson">Whether it is one JSON object.</param>
/// <param name="all">Whether all rejections are told.</param>
internal sealed class PushView(Terminal terminal, bool isJson, bool all)
{
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Shows it.</summary>
    public void Write(PushTotals totals, FileSource source)
    {
        var rejections = totals.Rejections;
        if (isJson)
        {
            WriteJson(totals, rejections);
            return;
        }

        RejectionView.Write(terminal.Error, rejections, "; --all shows them", all);
        terminal.Out.WriteLine(Sentence(totals));
        PassedOverView.Write(terminal.Error, source.PassedOver);
    }

    /// <summary>Shows how far it came.</summary>
    public void WriteUnfinished(PushTotals totals)
    {
        if (isJson)
            WriteJson(totals, totals.Rejections);
        else if (totals.Stored + totals.Repeated > 0)
            terminal.Error.WriteLine($"So far: {Sentence(totals)} Sent again, they change nothing.");
    }

    private static string Sentence(PushTotals totals) => string.Create(
        CultureInfo.InvariantCulture,
        $"{totals.Stored:#,0} stored, {totals.Repeated:#,0} there already, {totals.Rejected:#,0} rejected.");

    private void WriteJson(PushTotals totals, IReadOnlyList<Rejection> rejections)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("stored", totals.Stored);
            json.WriteNumber("repeated", totals.Repeated);
            json.WriteNumber("rejected", totals.Rejected);
            json.WriteStartArray("rejections");
            foreach (var rejection in rejections)
                RejectionJson.Write(json, rejection);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        terminal.Out.WriteLine(Printable.Json(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length)));
    }
}
