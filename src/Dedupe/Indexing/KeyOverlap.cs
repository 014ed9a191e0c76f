namespace Dedupe.Indexing;

/// <summary>Of the keys that two documents share with about as many others, those that both have.</summary>
/// <param name="Both">Keys that both have.</param>
/// <param name="OfA">Such keys of the one.</param>
/// <param name="OfB">Such keys of the other.</param>
/// <param name="AreWhole">Others have the whole of both documents.</param>
internal readonly record struct KeyOverlap(int Both, int OfA, int OfB, bool AreWhole)
{
    /// <summary>
    /// Keys round the ends of a block that one page has and another lacks: which run there is sampled hangs on what
    /// stands beside the block.
    /// </summary>
    private const int EndKeys = 3;

    /// <summary>
    /// How far what each of them shares is the same, 0 to 1: shared by both, of what either has. 0 where others have
    /// the whole of both.
    /// </summary>
    public double Sameness => AreWhole ? 0 : (double)Both / Math.Max(OfA + OfB - Both - EndKeys, Both);

    /// <summary>Keys that one of them has more than the other.</summary>
    public ushort OneSided => (ushort)Math.Min(Math.Abs(OfA - OfB), ushort.MaxValue);

    /// <summary>Keys that each has and the other lacks, of both.</summary>
    public ushort TwoSided => (ushort)Math.Clamp(2 * (Math.Min(OfA, OfB) - Both), 0, ushort.MaxValue);
}
