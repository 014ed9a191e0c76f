using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dedupe.Reporting;

/// <summary>How every JSON file of a run looks: text as it is in any script, shares with four decimals, <c>\n</c> after each line.</summary>
internal static class JsonText
{
    private const int FlushAt = 1 << 16;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>Writes one JSON value a line.</summary>
    public static void WriteLines<T>(Stream stream, IEnumerable<T> items, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(FlushAt * 2);
        using var json = new Utf8JsonWriter(buffer, Compact);
        foreach (var item in items)
        {
            write(json, item);
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount >= FlushAt)
            {
                cancellationToken.ThrowIfCancellationRequested();
                stream.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }

        stream.Write(buffer.WrittenSpan);
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
