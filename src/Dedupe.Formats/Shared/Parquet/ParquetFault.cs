using Dedupe.Sources;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>What can be wrong with a file, as errors.</summary>
internal static class ParquetFault
{
    /// <summary>The bytes make no sense.</summary>
    public static InputException Corrupt(string what) => new(RejectionReason.Corrupt, $"Parquet: {what}.");

    /// <summary>The bytes end too early.</summary>
    public static InputException Truncated(string what) => new(RejectionReason.Truncated, $"Parquet: {what}.");

    /// <summary>It is sound, and not read here.</summary>
    public static InputException Unsupported(string what) => new(RejectionReason.Unsupported, $"Parquet: {what}.");

    /// <summary>It is larger than what is held in memory.</summary>
    public static InputException Oversized(string what) => new(RejectionReason.Oversized, $"Parquet: {what}.");
}
