using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dedupe.Reporting;

/// <summary>How every JSON file of a run looks: text as it is in any script, shares with four decimals, <c>\n</c> after each line.</summary>
internal static class JsonText
{
    private const int Stretch = 512;
    private const int StretchesAtOnce = 16;
    private const int MostScaled = 1_000_000_000;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>Writes one JSON value a line.</summary>
    /// <param name="stream">Where they go.</param>
    /// <param name="items">The values.</param>
    /// <param name="write">Writes one value; called from many threads.</param>
    /// <param name="threads">Threads that make the text; 0 is one a processor.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static void WriteLines<T>(
        Stream stream, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write, int threads, CancellationToken cancellationToken)
    {
        // Some stretches at a time are made on all threads, and then written in order.
        var texts = new ArrayBufferWriter<byte>[Math.Min(StretchesAtOnce, (items.Count + Stretch - 1) / Stretch)];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = new ArrayBufferWriter<byte>();
        for (var done = 0; done < items.Count; done += texts.Length * Stretch)
        {
            var first = done;
            Workers.Run(
                Math.Min(texts.Length, (items.Count - done + Stretch - 1) / Stretch),
                threads,
                static () => new Utf8JsonWriter(Stream.Null, Compact),
                (stretch, json) => WriteStretch(json, texts[stretch], items, first + (stretch * Stretch), write),
                static json => json.Dispose(),
                cancellationToken);
            foreach (var text in texts)
            {
                stream.Write(text.WrittenSpan);
                text.ResetWrittenCount();
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
    public static void WriteShare(this Utf8JsonWriter json, string name, double value)
    {
        var scaled = Math.Round(value * 1e4);
        if (!(scaled >= 0 && scaled <= MostScaled))
        {
            json.WriteNumber(name, Math.Round(value, 4));
            return;
        }

        // The shortest form of such a number, without the search for it.
        Span<byte> digits = stackalloc byte[16];
        Utf8Formatter.TryFormat((int)scaled / 10_000, digits, out var length);
        var fraction = (int)scaled % 10_000;
        for (var place = 1000; fraction > 0; fraction %= place, place /= 10)
        {
            if (place == 1000)
                digits[length++] = (byte)'.';
            digits[length++] = (byte)('0' + (fraction / place));
        }

        json.WritePropertyName(name);
        json.WriteRawValue(digits[..length], skipInputValidation: true);
    }

    private static void WriteStretch<T>(
        Utf8JsonWriter json, ArrayBufferWriter<byte> text, IReadOnlyList<T> items, int first, Action<Utf8JsonWriter, T> write)
    {
        var end = Math.Min(items.Count, first + Stretch);
        for (var i = first; i < end; i++)
        {
            json.Reset(text);
            write(json, items[i]);
            json.Flush();
            text.Write("\n"u8);
        }
    }
}
