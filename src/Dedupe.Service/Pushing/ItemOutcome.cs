namespace Dedupe.Service.Pushing;

/// <summary>What a live index said of an item.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Json">The whole answer, one JSON object in UTF-8; see docs/service.md.</param>
internal sealed record ItemOutcome(OutcomeKind Kind, ReadOnlyMemory<byte> Json)
{
    /// <summary>Why it was not taken, and null when it was. Its origin is where the item was read.</summary>
    public Rejection? Rejection { get; init; }
}
