namespace Dedupe.Cli.Report;

/// <summary>
/// A few of many pairs, drawn evenly: those whose ids have the lowest hashes. The same ones for any order of the
/// pairs.
/// </summary>
internal sealed class LinkSample
{
    /// <summary>How many are drawn.</summary>
    public const int Most = 12;

    private readonly PriorityQueue<long, UInt128> drawn = new();

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Where the lines of those that were drawn begin, in order.</summary>
    public IEnumerable<long> Offsets => drawn.UnorderedItems.Select(static item => item.Element).Order();

    /// <summary>Shows it a pair.</summary>
    /// <param name="hash">A hash of its ids.</param>
    /// <param name="offset">Where its line begins.</param>
    public void Add(UInt128 hash, long offset)
    {
        Count++;
        // The highest of those that were drawn leaves.
        drawn.Enqueue(offset, UInt128.MaxValue - hash);
        if (drawn.Count > Most)
            drawn.Dequeue();
    }
}
