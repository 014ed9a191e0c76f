namespace Dedupe.Normalization;

/// <summary>A word of a <see cref="Vocabulary"/>.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Count">How often it occurred.</param>
/// <param name="Letters">Its folded letters.</param>
internal readonly record struct VocabularyWord(ulong Hash, int Count, string Letters);
