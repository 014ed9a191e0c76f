namespace Dedupe;

/// <summary>A moment of a run, for people who wait.</summary>
/// <param name="Stage">The stage at work: <c>sign</c>, <c>near</c>, <c>reuse</c>, <c>cluster</c>.</param>
/// <param name="Done">Documents (sign) or pairs (near, reuse) done.</param>
/// <param name="Total">How many there are; 0 while unknown.</param>
/// <param name="Bytes">Text bytes read so far.</param>
public readonly record struct RunProgress(string Stage, long Done, long Total, long Bytes);
