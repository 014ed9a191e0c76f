namespace Dedupe.Cleaning;

/// <summary>Does one step of a plan, takes it back, and finds out which of the two was the last to be done.</summary>
internal interface ICleanWork
{
    /// <summary>Looks whether it could be done now; nothing is touched.</summary>
    /// <exception cref="SkippedException">It could not.</exception>
    Standing Check(CleanUnit unit);

    /// <summary>Does it: what stays is looked at first.</summary>
    /// <exception cref="SkippedException">All stays as it is.</exception>
    /// <exception cref="IOException">It cannot be done.</exception>
    Standing Remove(CleanUnit unit);

    /// <summary>Takes it back, unless something new stands there.</summary>
    /// <exception cref="SkippedException">It stays done.</exception>
    /// <exception cref="IOException">It cannot be taken back.</exception>
    Standing Return(CleanUnit unit);

    /// <summary>
    /// Where a file is that was to be taken away when the journal ended; what was half done is tidied.
    /// </summary>
    /// <param name="unit">The file.</param>
    /// <param name="wasEnded">Whether the process was ended meanwhile; else it failed.</param>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    Standing SettleLeaving(CleanUnit unit, bool wasEnded);

    /// <summary>Where a file is that was to be put back when the journal ended.</summary>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    Standing SettleReturning(CleanUnit unit);
}
