namespace Dedupe.Storage;

/// <summary>
/// Whether a failure says that no more files can be opened: by this process, or on this machine. That is no fault of
/// the file, so no file is rejected for it.
/// </summary>
internal static class HandleShortage
{
    // ENFILE and EMFILE, on Linux and BSD alike; ERROR_TOO_MANY_OPEN_FILES of Windows.
    private const int SystemHasNoMore = 23;
    private const int ProcessHasNoMore = 24;
    private const int WindowsHasNoMore = unchecked((int)0x80070004);

    /// <summary>True when it does.</summary>
    public static bool Is(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception is IOException && (OperatingSystem.IsWindows()
            ? exception.HResult == WindowsHasNoMore
            : exception.HResult is SystemHasNoMore or ProcessHasNoMore);
    }
}
