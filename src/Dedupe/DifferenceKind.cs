namespace Dedupe;

/// <summary>What two copies say differently.</summary>
public enum DifferenceKind
{
    /// <summary>A figure, in digits or words.</summary>
    Number,
    /// <summary>A month, a weekday, a day of a month, a year.</summary>
    Date,
    /// <summary>A name: words with capitals inside a sentence.</summary>
    Name,
    /// <summary>One text denies what the other says.</summary>
    Negation,
}
