using System.Text.Json;

namespace Dedupe.Cli.Report;

/// <summary>Two texts side by side, for the script of a page.</summary>
internal static class RowsJson
{
    /// <summary>Writes them as the property <c>rows</c>.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<TextRow> rows)
    {
        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            json.WriteStartArray();
            Write(json, row.Left);
            Write(json, row.Right);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<TextSpan> spans)
    {
        json.WriteStartArray();
        foreach (var span in spans)
        {
            json.WriteStartArray();
            json.WriteStringValue(span.Text);
            json.WriteNumberValue(span.Passage);
            json.WriteStringValue(Names.Of(span.Kind));
            json.WriteBooleanValue(span.Differs);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
