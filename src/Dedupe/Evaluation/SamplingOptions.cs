namespace Dedupe.Evaluation;

/// <summary>Which pairs are drawn for a person to label.</summary>
internal sealed record SamplingOptions
{
    /// <summary>How many pairs, 1 or more. Default 50.</summary>
    public int Count { get; init; } = 50;

    /// <summary>How many of them may have one document in common, 1 or more. Default 2.</summary>
    public int MostPerDocument { get; init; } = 2;

    /// <summary>Where the random numbers start: the same seed draws the same pairs. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Throws when a value is outside its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option and its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostPerDocument, 1);
    }
}
