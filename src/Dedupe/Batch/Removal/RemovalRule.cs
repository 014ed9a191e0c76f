using Dedupe.Verification;

namespace Dedupe.Batch.Removal;

/// <summary>
/// When a document may go because another one is kept: only when that other one has its text. A value of its own, so
/// that whatever removes documents asks the same question.
/// </summary>
internal sealed record RemovalRule
{
    /// <summary>
    /// The share of a document's words that the kept copy must have in shared passages; credits and boilerplate do not
    /// count. Default 0.9.
    /// </summary>
    public decimal Covered { get; init; } = 0.9m;

    /// <summary>Throws when the share is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0, or above 1.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Covered);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Covered, 1);
    }

    /// <summary>Whether a document may go, as far as one other document is concerned.</summary>
    /// <param name="relation">How the two relate.</param>
    /// <param name="going">What the document has that the other one has not.</param>
    /// <param name="staying">What the other one has that it has not.</param>
    /// <remarks>
    /// Of two near-duplicates of which one alone has text of its own (the other was cut short), that one stays. If both
    /// have, either may go.
    /// </remarks>
    public bool MayGo(Relation relation, OwnText going, OwnText staying)
    {
        ArgumentNullException.ThrowIfNull(going);
        ArgumentNullException.ThrowIfNull(staying);
        return relation == Relation.Identical
            || IsCovered(going)
            || (relation == Relation.NearDuplicate && !IsCovered(staying));
    }

    private bool IsCovered(OwnText text)
    {
        var words = text.CountedWords;
        // Nothing can be said of a text that is boilerplate from end to end, unless the other one has it to the last
        // word.
        return words == 0 ? text.Own.Count == 0 : words - text.CountedOwn >= Covered * words;
    }
}
