namespace Dedupe.Verification;

/// <summary>Where one relation ends and the next begins.</summary>
public sealed record VerificationOptions
{
    /// <summary>Longest gap, in tokens of either text, inside one passage; at most 256. Default 8.</summary>
    public int MaxGap { get; init; } = 8;

    /// <summary>Prose coverage that makes the better-covered text <c>derived</c>. Default 0.2.</summary>
    public double DerivedShare { get; init; } = 0.2;

    /// <summary>Prose coverage that the other text needs as well. Default 0.07.</summary>
    public double DerivedOtherShare { get; init; } = 0.07;

    /// <summary>
    /// Prose coverage of one text that makes it <c>derived</c> however long the other is. Default 0.5.
    /// </summary>
    public double ContainedShare { get; init; } = 0.5;

    /// <summary>
    /// Shared words of prose, in runs as long as a shingle, without which nothing is <c>derived</c>: a sentence. Below
    /// <see cref="PartialWords"/> they must be nine tenths of a text as well. Default 14.
    /// </summary>
    public int DerivedWords { get; init; } = 14;

    /// <summary>
    /// Shared words of prose, in runs as long as a shingle, that make a pair <c>partial</c>: a long sentence or two.
    /// Default 28.
    /// </summary>
    public int PartialWords { get; init; } = 28;

    /// <summary>Shared words of quotation that make a pair <c>quote</c>. Default 6.</summary>
    public int QuoteWords { get; init; } = 6;

    /// <summary>Throws when a value is outside its range.</summary>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MaxGap);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxGap, 256);
        ThrowIfNoShare(DerivedShare, nameof(DerivedShare));
        ThrowIfNoShare(DerivedOtherShare, nameof(DerivedOtherShare));
        ThrowIfNoShare(ContainedShare, nameof(ContainedShare));
        ArgumentOutOfRangeException.ThrowIfLessThan(DerivedWords, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PartialWords, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(QuoteWords, 1);
    }

    private static void ThrowIfNoShare(double value, string name)
    {
        if (!(value >= 0 && value <= 1))
            throw new ArgumentOutOfRangeException(name, value, "A share is from 0 to 1.");
    }
}
