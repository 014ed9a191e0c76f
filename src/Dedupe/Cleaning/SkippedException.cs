namespace Dedupe.Cleaning;

/// <summary>A file is left as it is, and why.</summary>
internal sealed class SkippedException(SkipReason reason, string? detail = null)
    : Exception(detail ?? CleanWords.Of(reason))
{
    /// <summary>Why.</summary>
    public SkipReason Reason => reason;

    /// <summary>The reason that a failure of the system stands for.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="isKeeper">Whether it met the file that stays.</param>
    public static SkippedException Of(IOException error, bool isKeeper = false) => new(
        error.HResult switch
        {
            FileCalls.NotThere => isKeeper ? SkipReason.KeeperGone : SkipReason.Gone,
            FileCalls.TooManyLinks or FileCalls.NoFolder => isKeeper ? SkipReason.KeeperLink : SkipReason.Link,
            FileCalls.NoAccess or FileCalls.NotPermitted or FileCalls.ReadOnlyDisk => SkipReason.NoPermission,
            FileCalls.Exists => SkipReason.InTheWay,
            _ => Storage.DiskSpace.IsFull(error) ? SkipReason.DiskFull : SkipReason.Failed,
        },
        error.Message);
}
