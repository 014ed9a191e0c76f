using Dedupe.Normalization;

namespace Dedupe.Live;

/// <summary>What one thread signs and compares with. Not thread-safe.</summary>
/// <param name="options">How texts are compared.</param>
/// <param name="credits">What credits look like.</param>
/// <param name="keys">How keys are told.</param>
internal sealed class LiveTools(DedupeOptions options, CreditBook credits, PostingKeys keys)
{
    /// <summary>Signs.</summary>
    public ItemSigner Signer { get; } = new(options, credits, keys);

    /// <summary>Compares.</summary>
    public LiveMatcher Matcher { get; } = new(options, credits, keys);

    /// <summary>Writes answers.</summary>
    public AnswerWriter Answers { get; } = new();
}
