namespace Dedupe;

/// <summary>
/// One input that was not accepted, or many of one file and one reason; it is counted, reported, and harms nothing
/// else.
/// </summary>
/// <param name="Origin">The file and line; of many, the first line.</param>
/// <param name="Reason">Why, as a fixed word.</param>
/// <param name="Detail">Why, in a sentence for a person; null when the reason says it all. A long one is shortened in
/// the middle.</param>
public sealed record Rejection(Origin Origin, RejectionReason Reason, string? Detail = null)
{
    private const int LongestDetail = 400;

    /// <inheritdoc cref="Detail"/>
    public string? Detail { get; init; } = Detail is null ? null : Shortened.Of(Detail, LongestDetail);

    /// <summary>How many inputs it stands for.</summary>
    public long Count { get; init; } = 1;

    /// <summary>The lines that it stands for, in order; empty when it stands for one. Of a file in which no record has
    /// a wanted field this is one range that may hold other lines as well.</summary>
    public IReadOnlyList<LineRange> Lines { get; init; } = [];

    /// <summary>Whether both tell the same.</summary>
    public bool Equals(Rejection? other) =>
        other is not null
            && Origin == other.Origin
            && Reason == other.Reason
            && Detail == other.Detail
            && Count == other.Count
            && Lines.SequenceEqual(other.Lines);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Reason, Detail, Count);

    /// <summary>
    /// The record has no field of the wanted name at all: the names that it has, as far as they are told.
    /// </summary>
    internal IReadOnlyList<string>? FieldsInstead { get; init; }

    /// <summary>The name that is wanted, and the option that names another.</summary>
    internal (string Name, string Option) FieldWanted { get; init; }
}
