namespace Dedupe.Service.Metrics;

/// <summary>The numbers of one instrument with one set of labels. Locked by whoever changes or reads it.</summary>
internal sealed class MetricSeries(double[]? bounds)
{
    /// <summary>Where the buckets end; null for what is no histogram.</summary>
    public double[]? Bounds { get; } = bounds;

    /// <summary>How many came into each bucket; the last has no end.</summary>
    public long[] Counts { get; } = new long[(bounds?.Length ?? -1) + 1];

    /// <summary>The sum, or the last value.</summary>
    public double Value { get; set; }

    /// <summary>How many values.</summary>
    public long Count { get; set; }

    /// <summary>Takes a value of a histogram.</summary>
    public void Record(double value)
    {
        var place = Array.BinarySearch(Bounds!, value);
        Counts[place < 0 ? ~place : place]++;
        Value += value;
        Count++;
    }
}
