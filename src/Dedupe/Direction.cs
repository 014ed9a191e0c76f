namespace Dedupe;

/// <summary>Which of two copies comes from the other, or stands nearer to what both come from.</summary>
public enum Direction
{
    /// <summary>Nothing tells.</summary>
    Unknown,
    /// <summary>The first text comes from the second.</summary>
    AFromB,
    /// <summary>The second text comes from the first.</summary>
    BFromA,
}
