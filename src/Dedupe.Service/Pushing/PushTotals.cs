namespace Dedupe.Service.Pushing;

/// <summary>What became of items that were sent. Safe from any thread.</summary>
internal sealed class PushTotals
{
    private readonly Lock gate = new();
    private readonly HashSet<string> filesWithItems = new(StringComparer.Ordinal);
    private readonly RejectionLog rejected = new();
    private long stored;
    private long repeated;

    /// <summary>Items that are stored now, and were not before.</summary>
    public long Stored => Interlocked.Read(ref stored);

    /// <summary>Items that were there already, the very same.</summary>
    public long Repeated => Interlocked.Read(ref repeated);

    /// <summary>Items that were not taken: they cannot be read, or not be compared.</summary>
    public long Rejected
    {
        get
        {
            lock (gate)
                return rejected.Count;
        }
    }

    /// <summary>What was not taken, by file and line.</summary>
    public IReadOnlyList<Rejection> Rejections
    {
        get
        {
            lock (gate)
                return rejected.ToList(filesWithItems.Contains);
        }
    }

    /// <summary>Counts what could not be read.</summary>
    public void Add(Rejection rejection)
    {
        lock (gate)
            rejected.Add(rejection);
    }

    /// <summary>Counts an item that was sent.</summary>
    public void Add(OutgoingItem item, ItemOutcome outcome)
    {
        lock (gate)
            filesWithItems.Add(item.Origin.Source);
        if (outcome.Rejection is { } rejection)
            Add(rejection);
        else
            Interlocked.Increment(ref outcome.Kind == OutcomeKind.Repeated ? ref repeated : ref stored);
    }
}
