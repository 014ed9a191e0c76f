namespace Dedupe.Formats.Shared.Parquet;

/// <summary>
/// Values of a page or a dictionary, each as its bytes. Memory is used again for the next page.
/// </summary>
internal sealed class PageValues
{
    private int[] starts = [];
    private int[] lengths = [];
    private int width;

    /// <summary>What the values are in.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>A value.</summary>
    public ReadOnlySpan<byte> this[int number] => width > 0
        ? Bytes.AsSpan(number * width, width)
        : Bytes.AsSpan(starts[number], lengths[number]);

    /// <summary>Makes room for values that stand one behind the other from the first byte on.</summary>
    public void Fixed(int count, int bytesOfEach) => (Count, width) = (count, bytesOfEach);

    /// <summary>Makes room for values with places of their own.</summary>
    public void Variable(int count)
    {
        (Count, width) = (count, 0);
        if (starts.Length >= count)
            return;
        starts = new int[Math.Max(count, 2 * starts.Length)];
        lengths = new int[starts.Length];
    }

    /// <summary>Sets the place of a value.</summary>
    public void Set(int number, int start, int length) => (starts[number], lengths[number]) = (start, length);
}
