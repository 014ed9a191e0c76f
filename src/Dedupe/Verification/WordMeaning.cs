namespace Dedupe.Verification;

/// <summary>What a word says that two copies may differ in.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Which one: the number, the month from 1, the weekday from Monday on, the day from today; 0 for
/// kinds without a value.</param>
internal readonly record struct WordMeaning(WordKind Kind, int Value);
