using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dedupe.Reporting;

/// <summary>
/// How every JSON file of a run looks: text as it is in any script, shares with four decimals, <c>\n</c> after each
/// line.
/// </summary>
internal static class JsonText
{
    private const int Stretch = 512;

    private static readonly JsonWriterOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>Writes one JSON object a line.</summary>
    /// <param name="stream">Where they go.</param>
    /// <param name="items">What the lines tell.</param>
    /// <param name="write">Writes one object; called from many threads.</param>
    /// <param name="threads">Threads that make the text; 0 is one a processor.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static void WriteLines<T>(
        Stream stream, IReadOnlyList<T> items, Action<LineWriter, T> write, int threads,
            CancellationToken cancellationToken)
    {
        var lines = new OrderedWriter(stream);
        Workers.Run(
            (items.Count + Stretch - 1) / Stretch,
            threads,
            static () => new LineWriter(),
            (stretch, text) => lines.Write(stretch, () =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                text.Clear();
                var end = Math.Min(items.Count, (stretch + 1) * Stretch);
                for (var i = stretch * Stretch; i < end; i++)
                {
                    write(text, items[i]);
                    text.EndLine();
                }

                return text;
            }),
            cancellationToken: CancellationToken.None); // a stretch that is not made keeps others waiting
    }

    /// <summary>Writes one indented JSON value, for people as well.</summary>
    public static void WriteIndented(Stream stream, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(stream, Indented))
            write(json);
        stream.Write("\n"u8);
    }

    /// <summary>
    /// Writes a share or another measured number with four decimals, so that the same run gives the same bytes.
    /// </summary>
    public static void WriteShare(this Utf8JsonWriter json, string name, double value) =>
        json.WriteNumber(name, Math.Round(value, 4));
}
