namespace Dedupe;

/// <summary>
/// A moment of a run, for people who wait. Reports come from several threads, and one may overtake another.
/// </summary>
/// <param name="Stage">The stage at work: <c>sign</c>, <c>near</c>, <c>reuse</c>, <c>cluster</c>.</param>
/// <param name="Done">Documents (sign) or pairs (near, reuse, cluster) done, or what <see cref="Unit"/> says; 0 when a
/// stage begins.</param>
/// <param name="Total">How many there are; 0 while unknown. A stage may count more than once: another total is another
/// count.</param>
/// <param name="Bytes">Text bytes read so far.</param>
public readonly record struct RunProgress(string Stage, long Done, long Total, long Bytes)
{
    /// <summary>What is counted; null: documents when signing, else pairs.</summary>
    public string? Unit { get; init; }

    /// <summary>While signing: bytes of the inputs read so far, as they are on disk (packed ones packed).</summary>
    public long InputBytes { get; init; }

    /// <summary>While signing: bytes of all inputs on disk; 0 where a size is unknown.</summary>
    public long InputTotal { get; init; }
}
