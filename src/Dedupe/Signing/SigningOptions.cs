namespace Dedupe.Signing;

/// <summary>How a document becomes keys.</summary>
public sealed record SigningOptions
{
    /// <summary>Most slots a MinHash signature may have; bands and rows are derived within it. Default 128.</summary>
    public int SignatureSize { get; init; } = 128;

    /// <summary>
    /// Wanted chance that a pair exactly at the threshold becomes a candidate of the near tier. Default 0.95.
    /// </summary>
    public double Recall { get; init; } = 0.95;

    /// <summary>
    /// Winnowing window of the reuse tier, in shingles: of every so many consecutive shingles at least one is a key, so
    /// a shared run of <c>window + shingle size - 1</c> tokens is found for certain. Default 8: runs of 12 words.
    /// </summary>
    public int ReuseWindow { get; init; } = 8;

    /// <summary>Throws when a value is outside its range.</summary>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SignatureSize, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SignatureSize, 4096);
        if (!(Recall > 0 && Recall < 1))
            throw new ArgumentOutOfRangeException(
                nameof(Recall), Recall, "The wanted recall is a chance: above 0, below 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(ReuseWindow, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ReuseWindow, 256);
    }
}
