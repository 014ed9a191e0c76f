namespace Dedupe;

/// <summary>
/// A set of lines of a file, kept as ranges. Lines that come in order cost nothing but the ends of their ranges.
/// </summary>
internal sealed class LineRanges
{
    private List<LineRange> ranges = [];
    private bool isMerged = true;

    /// <summary>Whether there is no line.</summary>
    public bool IsEmpty => ranges.Count == 0;

    /// <summary>The lines as ranges that do not touch, in order.</summary>
    public IReadOnlyList<LineRange> Merged
    {
        get
        {
            if (!isMerged)
                Merge();
            return ranges;
        }
    }

    /// <summary>Adds lines.</summary>
    public void Add(LineRange lines)
    {
        if (ranges.Count == 0 || lines.From > ranges[^1].To + 1)
        {
            ranges.Add(lines);
        }
        else if (lines.From == ranges[^1].To + 1)
        {
            ranges[^1] = ranges[^1] with { To = lines.To };
        }
        else
        {
            ranges.Add(lines);
            isMerged = false;
        }
    }

    /// <summary>Whether a line is among them. Cost: logarithmic in the number of ranges.</summary>
    public bool Contains(long line)
    {
        var merged = (List<LineRange>)Merged;
        var (low, high) = (0, merged.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (merged[middle].To < line)
                low = middle + 1;
            else
                high = middle;
        }

        return low < merged.Count && merged[low].From <= line;
    }

    private void Merge()
    {
        ranges.Sort(static (x, y) => x.From.CompareTo(y.From));
        var merged = new List<LineRange>();
        foreach (var range in ranges)
        {
            if (merged.Count > 0 && range.From <= merged[^1].To + 1)
                merged[^1] = merged[^1] with { To = Math.Max(merged[^1].To, range.To) };
            else
                merged.Add(range);
        }

        ranges = merged;
        isMerged = true;
    }
}
