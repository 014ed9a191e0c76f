namespace Dedupe.Storage;

/// <summary>The room on disks, as far as the system tells.</summary>
internal static class DiskSpace
{
    // ENOSPC and EDQUOT, the latter of Linux and of BSD; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.
    private const int NoSpace = 28;
    private const int QuotaOfLinux = 122;
    private const int QuotaOfBsd = 69;
    private const int WindowsHandleFull = unchecked((int)0x80070027);
    private const int WindowsFull = unchecked((int)0x80070070);

    /// <summary>Whether a failure says that a disk is full, or the share of it that may be used.</summary>
    public static bool IsFull(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception is IOException && (OperatingSystem.IsWindows()
            ? exception.HResult is WindowsHandleFull or WindowsFull
            : exception.HResult == NoSpace || exception.HResult == (
                OperatingSystem.IsLinux() ? QuotaOfLinux : QuotaOfBsd));
    }

    /// <summary>Bytes that can be written to the disk of a folder; null where the system does not tell.</summary>
    /// <param name="folder">The folder, which need not be there yet.</param>
    public static long? Free(string folder)
    {
        try
        {
            var there = Path.GetFullPath(folder);
            while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } above)
                there = above;
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(there)! : there).AvailableFreeSpace;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
