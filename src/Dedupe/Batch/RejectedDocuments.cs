using System.Text.Json;
using Dedupe.Reporting;

namespace Dedupe.Batch;

/// <summary>
/// What a run rejected though it can be read: the second document of an id, and an item without words enough. Reading alone cannot tell
/// them again, so they are known by their places.
/// </summary>
internal static class RejectedDocuments
{
    private static readonly RejectionReason[] Reasons = [RejectionReason.DuplicateId, RejectionReason.Empty];

    /// <summary>Reads rejected.jsonl.</summary>
    /// <exception cref="InvalidDataException">A line is no rejection; the message names file and line.</exception>
    public static async Task<IReadOnlyDictionary<Origin, Rejection>> ReadAsync(string runDirectory, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Origin, Rejection>();
        var path = Path.Combine(runDirectory, ResultFolder.RejectedName);
        await ResultLines.ReadAsync(path, "rejection", json => Add(json, found), cancellationToken);
        return found;
    }

    private static void Add(JsonElement rejection, Dictionary<Origin, Rejection> found)
    {
        var word = rejection.GetProperty("reason").GetString();
        foreach (var reason in Reasons.Where(reason => Names.Of(reason) == word))
        {
            var origin = new Origin(rejection.GetProperty("source").GetString() ?? "", rejection.GetProperty("line").GetInt64());
            var told = rejection.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
            foreach (var (from, to) in LinesOf(rejection, origin.Line))
            {
                for (var line = from; line <= to; line++)
                    found[origin with { Line = line }] = new Rejection(origin with { Line = line }, reason, told);
            }
        }
    }

    // One line, or all of a range, or all of some ranges: after the first thousand of a file and a reason, many stand in one line.
    private static IEnumerable<LineRange> LinesOf(JsonElement rejection, long line)
    {
        if (rejection.TryGetProperty("ranges", out var ranges))
            return ranges.EnumerateArray().Select(RangeOf);
        return [rejection.TryGetProperty("lines", out var lines) ? RangeOf(lines) : new LineRange(line, line)];
    }

    private static LineRange RangeOf(JsonElement range) => new(range[0].GetInt64(), range[1].GetInt64());
}
