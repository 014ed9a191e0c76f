using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dedupe.Storage;

/// <summary>
/// Tells the system what will be read of a file. Texts of large collections are read again from all over their files:
/// one after the other each waits for the disk, asked for together they come at several times the speed. Does nothing
/// where the system has no posix_fadvise.
/// </summary>
internal static partial class ReadAhead
{
    private const int Random = 1;
    private const int WillNeed = 3;

    /// <summary>The file is read here and there: nothing besides what is asked for need be read.</summary>
    public static void HereAndThere(SafeFileHandle file) => Advise(file, 0, 0, Random);

    /// <summary>A stretch will be read soon. Does not wait for it.</summary>
    public static void Soon(SafeFileHandle file, long offset, int length) => Advise(file, offset, length, WillNeed);

    // It is advice: where it is not taken, nothing is lost.
    private static void Advise(SafeFileHandle file, long offset, long length, int advice)
    {
        if (OperatingSystem.IsLinux())
            _ = PosixFadvise(file, offset, length, advice);
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int PosixFadvise(SafeFileHandle file, long offset, long length, int advice);
}
