namespace Dedupe;

/// <summary>
/// Counts the steps of long loops, and looks every some thousand of them whether the work is to end: so a run can be
/// stopped inside one text or
/// one pair, and a test can tell that the steps grow no faster than the texts. Loops add many steps at once. Not
/// thread-safe: one a worker.
/// </summary>
/// <param name="cancellationToken">Ends the work.</param>
internal class Steps(CancellationToken cancellationToken = default)
{
    /// <summary>
    /// Steps between two looks; a loop adds no more at once, and a few times as many where each is next to nothing.
    /// </summary>
    public const int Between = 1 << 14;

    private long nextLook;

    /// <summary>Ends the work; whoever counts for one work after the other sets that of each.</summary>
    public CancellationToken CancellationToken { get; set; } = cancellationToken;

    /// <summary>How many were counted.</summary>
    public long Count { get; private set; }

    /// <summary>Counts steps that were done or are about to be.</summary>
    /// <exception cref="OperationCanceledException">The work is to end.</exception>
    public void Add(int steps)
    {
        Count += steps;
        if (Count >= nextLook)
            Look();
    }

    /// <summary>Looks whether the work is to end; overridden by tests that end it at a step of their choice.</summary>
    /// <exception cref="OperationCanceledException">It is.</exception>
    protected virtual void Look()
    {
        nextLook = Count + Between;
        CancellationToken.ThrowIfCancellationRequested();
    }
}
