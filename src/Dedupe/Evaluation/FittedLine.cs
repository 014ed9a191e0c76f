namespace Dedupe.Evaluation;

/// <summary>What fitting one line between relations came to, measured on labels that were not fitted to.</summary>
/// <param name="Current">F1 with the thresholds in force.</param>
/// <param name="Fitted">F1 with fitted thresholds: of the size that was chosen, or of the best size where none
/// was.</param>
/// <param name="Gain">The second less the first, label by label, so that its interval is narrower than theirs.</param>
/// <param name="Changes">How many thresholds the best size of fit changes; 0 when no fit is better than what is in
/// force.</param>
/// <param name="IsChanged">Whether the gain can be told from noise, and the thresholds were changed.</param>
internal sealed record FittedLine(Estimate Current, Estimate Fitted, Estimate Gain, int Changes, bool IsChanged);
