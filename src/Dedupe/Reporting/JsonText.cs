using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dedupe.Reporting;

/// <summary>How every JSON file of a run looks: text as it is in any script, shares with four decimals, <c>\n</c> after each line.</summary>
internal static class JsonText
{
    private const int Stretch = 512;
    private const int StretchesAtOnce = 16;

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
        Stream stream, IReadOnlyList<T> items, Action<LineWriter, T> write, int threads, CancellationToken cancellationToken)
    {
        // Some stretches at a time are made on all threads, and then written in order.
        var texts = new LineWriter[Math.Min(StretchesAtOnce, (items.Count + Stretch - 1) / Stretch)];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = new LineWriter();
        for (var done = 0; done < items.Count; done += texts.Length * Stretch)
        {
            var first = done;
            Workers.Run(
                Math.Min(texts.Length, (items.Count - done + Stretch - 1) / Stretch),
                threads,
                static () => 0,
                (stretch, _) =>
                {
                    var start = first + (stretch * Stretch);
                    var end = Math.Min(items.Count, start + Stretch);
                    for (var i = start; i < end; i++)
                    {
                        write(texts[stretch], items[i]);
                        texts[stretch].EndLine();
                    }
                },
                cancellationToken: cancellationToken);
            foreach (var text in texts)
            {
                stream.Write(text.Written);
                text.Clear();
            }
        }
    }

    /// <summary>Writes one indented JSON value, for people as well.</summary>
    public static void WriteIndented(Stream stream, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(stream, Indented))
            write(json);
        stream.Write("\n"u8);
    }

    /// <summary>Writes a share or another measured number with four decimals, so that the same run gives the same bytes.</summary>
    public static void WriteShare(this Utf8JsonWriter json, string name, double value) => json.WriteNumber(name, Math.Round(value, 4));
}
