namespace Dedupe.Evaluation;

/// <summary>How thresholds are fitted to labels.</summary>
internal sealed record TuningOptions
{
    /// <summary>
    /// Folds of the cross-validation, 2 or more; fewer are drawn when there are fewer labels of one kind. Default 10.
    /// </summary>
    public int Folds { get; init; } = 10;

    /// <summary>How often the folds are drawn anew, 1 or more. Default 10.</summary>
    public int Repeats { get; init; } = 10;

    /// <summary>Where the random numbers start: the same seed gives the same answer. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Throws when a value is outside its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option and its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Folds, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThan(Repeats, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Repeats, 1000);
    }
}
