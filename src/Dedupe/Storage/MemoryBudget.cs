namespace Dedupe.Storage;

/// <summary>
/// A number of bytes that stores may hold in memory together; what does not fit goes to temporary files. Safe from any
/// thread.
/// </summary>
/// <param name="bytes">The budget.</param>
internal sealed class MemoryBudget(long bytes)
{
    private long left = bytes;

    /// <summary>Takes bytes out of the budget; false, and nothing taken, when so many are not left.</summary>
    public bool TryTake(long wanted)
    {
        if (Interlocked.Add(ref left, -wanted) >= 0)
            return true;
        Interlocked.Add(ref left, wanted);
        return false;
    }
}
