using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// What a run rejected though it can be read: the second document of an id, and an item without words enough. Reading
/// alone cannot tell them again, so they are known by their places. Memory: of each file and reason what rejected.jsonl
/// has of them, and that is bounded.
/// </summary>
internal sealed class RejectedDocuments
{
    private static readonly RejectionReason[] Reasons = [RejectionReason.DuplicateId, RejectionReason.Empty];

    private readonly Dictionary<(string Source, RejectionReason Reason), LineRanges> lines = [];
    private readonly Dictionary<Origin, string> details = []; // of those that have one

    /// <summary>Reads rejected.jsonl.</summary>
    /// <exception cref="InvalidDataException">A line is no rejection; the message names file and line.</exception>
    public static async Task<RejectedDocuments> ReadAsync(string runDirectory, CancellationToken cancellationToken)
    {
        var found = new RejectedDocuments();
        await ResultLines.ReadAsync(
            Path.Combine(runDirectory, ResultFolder.RejectedName), "rejection", found.Add, cancellationToken);
        return found;
    }

    /// <summary>Whether what stands at a place was rejected.</summary>
    public bool TryFind(Origin origin, [NotNullWhen(true)] out Rejection? rejection)
    {
        rejection = null;
        foreach (var reason in Reasons)
        {
            if (lines.TryGetValue((origin.Source, reason), out var places) && places.Contains(origin.Line))
                rejection = new Rejection(origin, reason, details.GetValueOrDefault(origin));
        }

        return rejection is not null;
    }

    private void Add(JsonElement rejection)
    {
        var word = rejection.Required("reason").GetString();
        foreach (var reason in Reasons.Where(reason => Names.Of(reason) == word))
        {
            var origin = new Origin(
                rejection.Required("source").GetString() ?? "", rejection.Required("line").GetInt64());
            if (!lines.TryGetValue((origin.Source, reason), out var places))
                lines.Add((origin.Source, reason), places = new LineRanges());
            foreach (var range in LinesOf(rejection, origin.Line))
                places.Add(range);
            if (rejection.TryGetProperty("detail", out var detail) && detail.GetString() is { } told)
                details[origin] = told;
        }
    }

    // One line, or all of a range, or all of some ranges: after the first thousand of a file and a reason, many stand
    // in one line.
    private static IEnumerable<LineRange> LinesOf(JsonElement rejection, long line)
    {
        if (rejection.TryGetProperty("ranges", out var ranges))
            return ranges.EnumerateArray().Select(RangeOf);
        return [rejection.TryGetProperty("lines", out var lines) ? RangeOf(lines) : new LineRange(line, line)];
    }

    private static LineRange RangeOf(JsonElement range) => new(range[0].GetInt64(), range[1].GetInt64());
}
