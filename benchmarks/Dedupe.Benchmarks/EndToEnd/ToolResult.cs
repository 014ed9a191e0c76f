using System.Text.Json.Serialization;

namespace Dedupe.Benchmarks.EndToEnd;

/// <summary>What one tool showed over all rounds.</summary>
/// <param name="Tool">Its name.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="MedianWall">Median of the wall seconds.</param>
/// <param name="MedianCpu">Median of the processor seconds.</param>
/// <param name="PeakMegabytes">Largest peak of any round.</param>
/// <param name="DocumentsPerSecond">Documents in the file by the median wall seconds.</param>
/// <param name="RatioToWc">Median wall seconds by those of wc -w.</param>
/// <param name="Clusters">Clusters found; null for a tool without a summary.</param>
/// <param name="Duplicates">Documents in clusters beyond the first of each; null for a tool without a summary.</param>
/// <param name="Precision">Right pairs among the pairs called copies; null for a tool that finds none.</param>
/// <param name="Recall">Found pairs among the copies; null for a tool that finds none.</param>
/// <param name="RecallByLabel">The same for each relation.</param>
internal sealed record ToolResult(
    string Tool, int Rounds, double MedianWall, double MedianCpu, double PeakMegabytes, double DocumentsPerSecond,
        double RatioToWc,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Clusters,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Duplicates,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Precision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Recall,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string,
        double>? RecallByLabel);
