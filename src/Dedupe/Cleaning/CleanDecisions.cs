using System.Text.Json;
using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>
/// What people decided on the review page: a JSON object with the checksum of the plan and the numbers of files that
/// stay.
/// </summary>
internal static class CleanDecisions
{
    /// <summary>The numbers of the files that stay.</summary>
    /// <param name="path">The file; null: none stays.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="CleaningRefusedException">It is no such file, or of another plan.</exception>
    public static HashSet<int> Read(string? path, CleanPlan plan)
    {
        if (path is null)
            return [];
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.Required("plan").GetString() != plan.Hash)
                throw new CleaningRefusedException($"{path} has the decisions of another plan.");
            var kept = json.RootElement.Required("keep").EnumerateArray()
                .Select(static number => number.GetInt32())
                .ToHashSet();
            return kept.All(number => number > 0 && number <= plan.Removals.Count)
                ? kept
                : throw new CleaningRefusedException($"{path} names files that the plan has not.");
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or InvalidOperationException
            or FormatException or KeyNotFoundException)
        {
            throw new CleaningRefusedException($"{path} holds no decisions: {error.Message}");
        }
    }
}
