using System.Text;
using System.Text.Json;

namespace Dedupe.Cli.Report;

/// <summary>The pairs of a run one after the other, in the order of the file: by both ids, byte by byte.</summary>
/// <param name="path">pairs.jsonl.</param>
internal sealed class PairStream(string path) : IDisposable
{
    private readonly IEnumerator<string> lines = File.ReadLines(path).GetEnumerator();

    /// <summary>The ids and the relation at hand.</summary>
    public (byte[] A, byte[] B, string Relation) Current { get; private set; }

    /// <summary>Goes to the next pair; false at the end.</summary>
    /// <exception cref="InvalidDataException">A line is no pair, or not in order.</exception>
    public bool Next()
    {
        if (!lines.MoveNext())
            return false;
        var before = Current;
        try
        {
            using var json = JsonDocument.Parse(lines.Current);
            Current = (
                Utf8(json.RootElement.GetProperty("a")), Utf8(json.RootElement.GetProperty("b")),
                json.RootElement.GetProperty("relation").GetString()!);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: a line is no pair: {error.Message}", error);
        }

        return before.A is null || Compare(before, Current) < 0
            ? true
            : throw new InvalidDataException($"{path}: the pairs are not in order.");
    }

    /// <summary>Which of two pairs stands first.</summary>
    public static int Compare((byte[] A, byte[] B, string) one, (byte[] A, byte[] B, string) other)
    {
        var first = one.A.AsSpan().SequenceCompareTo(other.A);
        return first != 0 ? first : one.B.AsSpan().SequenceCompareTo(other.B);
    }

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();

    private static byte[] Utf8(JsonElement id) => Encoding.UTF8.GetBytes(id.GetString()!);
}
