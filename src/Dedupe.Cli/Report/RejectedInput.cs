using System.Text.Json;

namespace Dedupe.Cli.Report;

/// <summary>What a run rejected, by reason, with an example each.</summary>
internal sealed class RejectedInput
{
    private readonly Dictionary<string, (long Count, string Example)> reasons = new(StringComparer.Ordinal);

    /// <summary>All together.</summary>
    public long Total => reasons.Values.Sum(static one => one.Count);

    /// <summary>Each reason, the most frequent first.</summary>
    public IEnumerable<(string Reason, long Count, string Example)> ByReason =>
        reasons.Select(static one => (one.Key, one.Value.Count, one.Value.Example))
            .OrderByDescending(static one => one.Count).ThenBy(static one => one.Key, StringComparer.Ordinal);

    /// <summary>Reads rejected.jsonl.</summary>
    /// <exception cref="InvalidDataException">A line is no rejection.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RejectedInput Read(string path, CancellationToken cancellationToken)
    {
        var rejected = new RejectedInput();
        ByteLines.Read(path, (line, _) => rejected.Add(line), cancellationToken);
        return rejected;
    }

    private void Add(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var json = JsonDocument.ParseValue(ref reader);
            var root = json.RootElement;
            var reason = root.GetProperty("reason").GetString()!;
            var count = root.TryGetProperty("count", out var many) ? many.GetInt64() : 1;
            if (reasons.TryGetValue(reason, out var before))
            {
                reasons[reason] = (before.Count + count, before.Example);
                return;
            }

            var detail = root.TryGetProperty("detail", out var words) ? $" {words.GetString()}" : "";
            var at = root.GetProperty("line").GetInt64() is > 0 and var number ? $":{number}" : "";
            reasons[reason] = (count, $"{root.GetProperty("source").GetString()}{at}{detail}");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"A line is no rejection: {error.Message}", error);
        }
    }
}
