namespace Dedupe.Formats.Tests.Parquet;

/// <summary>A row.</summary>
internal sealed record Article(
    string? Id, string? Text, string? Title = null, string? Source = null, DateTime? Date = null);
