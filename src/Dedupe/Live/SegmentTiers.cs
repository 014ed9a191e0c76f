namespace Dedupe.Live;

/// <summary>
/// Tells which segments ought to become one, four of one size that lie side by side, and what none of them has.
/// </summary>
internal static class SegmentTiers
{
    private const int SegmentsOfTier = 4;

    /// <summary>The first of such segments and how many; null when there are none.</summary>
    /// <param name="segments">All segments, by their stretches.</param>
    /// <param name="smallest">Articles of the smallest tier.</param>
    public static (int First, int Count)? Find(List<LiveSegment> segments, int smallest)
    {
        for (var i = 0; i + SegmentsOfTier <= segments.Count; i++)
        {
            var count = 1;
            while (count < SegmentsOfTier
                && TierOf(segments[i + count], smallest) == TierOf(segments[i], smallest)
                && segments[i + count].First == segments[i + count - 1].Last + 1)
                count++;
            if (count == SegmentsOfTier)
                return (i, count);
        }

        return null;
    }

    /// <summary>The stretches of 1 to a last number that no segment has.</summary>
    public static List<(long First, long Last)> Gaps(List<LiveSegment> segments, long last)
    {
        var gaps = new List<(long, long)>();
        var next = 1L;
        foreach (var segment in segments)
        {
            if (segment.First > next)
                gaps.Add((next, segment.First - 1));
            next = segment.Last + 1;
        }

        if (next <= last)
            gaps.Add((next, last));
        return gaps;
    }

    private static int TierOf(LiveSegment segment, int smallest)
    {
        var tier = 0;
        for (var size = segment.Last - segment.First + 1; size > smallest; size /= SegmentsOfTier)
            tier++;
        return tier;
    }
}
