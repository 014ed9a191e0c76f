using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dedupe.Storage;

/// <summary>
/// A file without a name (Linux: O_TMPFILE), so that a process killed at any moment leaves none: a file that is made
/// under a name and then
/// loses it is left behind by a kill between the two.
/// </summary>
internal static partial class NamelessFile
{
    private const int ReadWrite = 2;
    private const int CloseOnExec = 0x80000;
    private const uint OwnerOnly = 0x180; // rw-------

    // O_TMPFILE holds O_DIRECTORY, whose bit is not the same on all processors.
    private static int Flag => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 0x400000 | 0x10000,
        Architecture.Arm64 => 0x400000 | 0x4000,
        _ => 0,
    };

    /// <summary>Makes one; null where the system or the file system of the folder knows none. Thread-safe.</summary>
    /// <param name="folder">A folder on the file system that is to hold it.</param>
    public static SafeFileHandle? TryMake(string folder)
    {
        if (!OperatingSystem.IsLinux() || Flag == 0)
            return null;
        var file = Open(folder, ReadWrite | CloseOnExec | Flag, OwnerOnly);
        return file < 0 ? null : new SafeFileHandle(file, ownsHandle: true);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags, uint mode);
}
