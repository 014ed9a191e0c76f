using Dedupe.Verification;

namespace Dedupe.Evaluation;

/// <summary>Thresholds that might be chosen, and what they say about each label.</summary>
/// <param name="Options">The thresholds.</param>
/// <param name="Changes">How many of them differ from those in force: the size of the model.</param>
/// <param name="Distance">How far they differ in all, each as a share of its range.</param>
/// <param name="Calls">Label by label, whether the line is reached.</param>
internal sealed record ThresholdCandidate(VerificationOptions Options, int Changes, double Distance, bool[] Calls);
