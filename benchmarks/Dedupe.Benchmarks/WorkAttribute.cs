namespace Dedupe.Benchmarks;

/// <summary>How much one call of a benchmark gets done.</summary>
/// <param name="amount">How many bytes, shingles, pairs.</param>
/// <param name="unit">The unit of a million of them: MB, M shingles, M pairs.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WorkAttribute(double amount, string unit) : Attribute
{
    /// <summary>How many.</summary>
    public double Amount { get; } = amount;

    /// <summary>The unit of a million of them.</summary>
    public string Unit { get; } = unit;
}
