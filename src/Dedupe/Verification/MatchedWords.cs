namespace Dedupe.Verification;

/// <summary>Consecutive matched words of a block.</summary>
/// <param name="Count">How many.</param>
/// <param name="InRuns">How many of them in runs of a wanted length: what there is in addition, one word here and
/// there, shows rewording but proves nothing.</param>
/// <param name="FirstA">Token of the first word in the first text.</param>
/// <param name="FirstB">Token of the first word in the second text.</param>
/// <param name="LastA">Token of the last word in the first text.</param>
/// <param name="LastB">Token of the last word in the second text.</param>
internal readonly record struct MatchedWords(int Count, int InRuns, int FirstA, int FirstB, int LastA, int LastB);
