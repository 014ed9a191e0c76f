namespace Dedupe.Cli.Databases;

/// <summary>What became of the rows of a plan.</summary>
/// <param name="Done">Rows that were moved.</param>
/// <param name="Before">Rows that were moved already.</param>
/// <param name="Skipped">Rows that were left, by reason.</param>
internal sealed record TableResult(long Done, long Before, IReadOnlyDictionary<string, long> Skipped)
{
    /// <summary>How many were left.</summary>
    public long Left => Skipped.Values.Sum();
}
