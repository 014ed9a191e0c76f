namespace Dedupe.Verification;

/// <summary>
/// Counts small numbers and tells their median, in one step a number and as many as the median is large.
/// </summary>
internal sealed class Tally
{
    /// <summary>Larger numbers count as this one.</summary>
    public const int Most = 255;

    private readonly int[] times = new int[Most + 1];
    private int largest;

    /// <summary>How many numbers.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all numbers.</summary>
    public void Clear()
    {
        times.AsSpan(0, largest + 1).Clear();
        (Count, largest) = (0, 0);
    }

    /// <summary>Takes a number that is not negative.</summary>
    public void Add(int number)
    {
        number = Math.Min(number, Most);
        times[number]++;
        largest = Math.Max(largest, number);
        Count++;
    }

    /// <summary>The median, the larger one of two; 0 of none.</summary>
    public int Median()
    {
        var before = times[0];
        var number = 0;
        while (number < largest && before <= Count / 2)
            before += times[++number];
        return number;
    }

    /// <summary>The largest number; 0 of none.</summary>
    public int Largest => largest;
}
