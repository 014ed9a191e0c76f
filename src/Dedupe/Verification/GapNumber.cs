namespace Dedupe.Verification;

/// <summary>A figure in a text.</summary>
/// <param name="Start">Its first token.</param>
/// <param name="End">The token after its last.</param>
/// <param name="Value">What it says.</param>
/// <param name="IsDate">It is the day of a month, or a year.</param>
/// <param name="Unit">The hash of the unit of measurement behind it, or 0.</param>
internal readonly record struct GapNumber(int Start, int End, decimal Value, bool IsDate, ulong Unit);
