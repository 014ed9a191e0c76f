using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dedupe.Evaluation;

/// <summary>
/// Adds labels to a file of labels, each on the disk before the next is asked for. A line that was half written when
/// the machine stopped is cut off when the file is opened again.
/// </summary>
internal sealed class LabelWriter : IDisposable
{
    // Every line this class writes begins so. What begins otherwise was not half written by it, and is left for the
    // reader to refuse.
    private const string Beginning = "{\"a\":";

    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream stream;

    private LabelWriter(FileStream stream, IReadOnlyList<LabelledPair> answers) =>
        (this.stream, Answers) = (stream, answers);

    /// <summary>What the file held when it was opened.</summary>
    public IReadOnlyList<LabelledPair> Answers { get; }

    /// <summary>Opens a file, or makes it.</summary>
    /// <exception cref="InvalidDataException">The file holds something else than labels, and is left as it
    /// is.</exception>
    /// <exception cref="IOException">The file cannot be read or written, or another program is writing it.</exception>
    public static LabelWriter Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var content = new byte[file.Length];
            file.ReadExactly(content);
            var start = content.AsSpan().LastIndexOf((byte)'\n') + 1;
            var rest = content.AsMemory(start);
            var cut = !rest.IsEmpty && !IsJson(rest) && IsHalfWritten(rest.Span);

            // Nothing is changed in a file that holds anything else.
            using var whole = new StreamReader(new MemoryStream(content, 0, cut ? start : content.Length));
            var answers = LabelFile.ReadAnswers(whole, path);
            if (cut)
                file.SetLength(start);
            file.Seek(0, SeekOrigin.End);
            if (!cut && !rest.IsEmpty)
                file.Write("\n"u8);
            file.Flush(flushToDisk: true);
            return new LabelWriter(file, answers);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds a label.</summary>
    public void Add(LabelledPair label)
    {
        ArgumentNullException.ThrowIfNull(label);
        // In one call, for a line is to be there as a whole.
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            json.WriteString("a", label.A);
            json.WriteString("b", label.B);
            json.WriteString("label", label.Label);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        stream.Write(line.WrittenSpan);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => stream.Dispose();

    private static bool IsHalfWritten(ReadOnlySpan<byte> line)
    {
        var common = Math.Min(Beginning.Length, line.Length);
        return line[..common].SequenceEqual(Encoding.ASCII.GetBytes(Beginning).AsSpan(0, common));
    }

    private static bool IsJson(ReadOnlyMemory<byte> line)
    {
        try
        {
            JsonDocument.Parse(line).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
