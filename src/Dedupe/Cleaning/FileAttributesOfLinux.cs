using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cleaning;

/// <summary>Extended attributes: what people and programs note beside a file, access lists included.</summary>
internal static partial class FileAttributesOfLinux
{
    private const int NoSuch = 61; // ENODATA
    private const int Most = 1 << 16; // of Linux, for the names and for a value

    /// <summary>Gives a file those of another one.</summary>
    /// <exception cref="IOException">One cannot be given.</exception>
    public static void Copy(SafeFileHandle from, SafeFileHandle to, string name)
    {
        var names = new byte[Most];
        var length = List(from, names, names.Length);
        if (length < 0)
        {
            if (Marshal.GetLastPInvokeError() == FileCalls.NotSupported)
                return;
            throw FileCalls.Fault(name);
        }

        var value = new byte[Most];
        for (var start = 0; start < length;)
        {
            var end = names.AsSpan(start).IndexOf((byte)0) + start + 1;
            var attribute = names[start..end];
            start = end;
            var size = Get(from, attribute, value, value.Length);
            if (size < 0 && Marshal.GetLastPInvokeError() == NoSuch)
                continue;
            if (size < 0 || Set(to, attribute, value, size, 0) != 0)
                throw FileCalls.Fault(name);
        }
    }

    [LibraryImport("libc", EntryPoint = "flistxattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint List(SafeFileHandle file, [Out] byte[] names, nint size);

    [LibraryImport("libc", EntryPoint = "fgetxattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Get(SafeFileHandle file, byte[] name, [Out] byte[] value, nint size);

    [LibraryImport("libc", EntryPoint = "fsetxattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(SafeFileHandle file, byte[] name, byte[] value, nint size, int flags);
}
