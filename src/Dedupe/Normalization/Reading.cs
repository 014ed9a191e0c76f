namespace Dedupe.Normalization;

/// <summary>What a word may stand for.</summary>
/// <param name="Hash">Hash of the word it stands for; its own when it is taken as it is.</param>
/// <param name="Score">Natural logarithm of how likely that is.</param>
internal readonly record struct Reading(ulong Hash, float Score);
