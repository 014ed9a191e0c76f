namespace Dedupe.Evaluation;

/// <summary>A measured value with its uncertainty.</summary>
/// <param name="Value">The value.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
internal readonly record struct Estimate(double Value, double StandardError, double Low, double High);
