namespace Dedupe.Benchmarks;

/// <summary>How much one call of a benchmark gets done.</summary>
/// <param name="amount">How many bytes, shingles, pairs.</param>
/// <param name="unit">What they are, as it stands after an M or a k: <c>B</c>, <c> shingles</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WorkAttribute(double amount, string unit) : Attribute
{
    /// <summary>How many.</summary>
    public double Amount { get; } = amount;

    /// <summary>What they are.</summary>
    public string Unit { get; } = unit;
}
