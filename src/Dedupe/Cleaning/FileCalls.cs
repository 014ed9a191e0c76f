using System.ComponentModel;
using System.Runtime.InteropServices;
using Dedupe.Sources;
using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cleaning;

/// <summary>
/// Calls of Linux that .NET lacks: files by an open folder and a name in it, so that nobody can swap the folder in
/// between, and never through a symbolic link. A failure is an <see cref="IOException"/> whose <c>HResult</c> is the
/// number of the system.
/// </summary>
internal static partial class FileCalls
{
    /// <summary>Numbers of failures that are told apart.</summary>
    public const int NotPermitted = 1, NotThere = 2, NoAccess = 13, Exists = 17, OtherDevice = 18, NoFolder = 20,
        Invalid = 22, ReadOnlyDisk = 30, NoCall = 38, TooManyLinks = 40, NotSupported = 95;

    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoBlock = 0x800, NoAccessTime = 0x40000, CloseOnExec = 0x80000, PathOnly = 0x200000;
    private const int Create = 0x40, Exclusive = 0x80, WriteOnly = 1;
    private const int LinkItself = 0x100, OfOpenFile = 0x1000; // AT_SYMLINK_NOFOLLOW, AT_EMPTY_PATH
    private const uint NoReplace = 1, Exchange = 2; // RENAME_NOREPLACE, RENAME_EXCHANGE
    private const uint BasicFacts = 0x7FF;

    /// <summary>Whether this system has them.</summary>
    public static bool AreThere => OperatingSystem.IsLinux() && nint.Size == 8;

    // The two differ between processors.
    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm64;
    private static int FolderOnly => IsArm ? 0x4000 : 0x10000;
    private static int NoFollow => IsArm ? 0x8000 : 0x20000;

    /// <summary>The root of the file system.</summary>
    public static SafeFileHandle OpenRoot() => Opened(Open(CurrentFolder, [(byte)'/', 0],
        PathOnly | FolderOnly | CloseOnExec, 0), "/");

    /// <summary>A folder in an open folder.</summary>
    /// <param name="folder">The open folder.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="followLink">Whether it may be a symbolic link to one.</param>
    public static SafeFileHandle OpenFolder(SafeFileHandle folder, string name, bool followLink = false) => Opened(
        Open(folder, RawPath.ToBytes(name),
            PathOnly | FolderOnly | CloseOnExec | (followLink ? 0 : NoFollow), 0), name);

    /// <summary>The same folder, open for reading, so that it can be flushed and its time set.</summary>
    public static SafeFileHandle Reopened(SafeFileHandle folder) =>
        Opened(Open(folder, [(byte)'.', 0], FolderOnly | CloseOnExec, 0), ".");

    /// <summary>A file in an open folder, for reading. Never waits for the writer of a pipe.</summary>
    public static SafeFileHandle OpenFile(SafeFileHandle folder, string name, bool followLink = false)
    {
        var flags = NoBlock | CloseOnExec | (followLink ? 0 : NoFollow);
        // The time of the last reading stays as it is, where the file is ours.
        var file = Open(folder, RawPath.ToBytes(name), flags | NoAccessTime, 0);
        if (file < 0 && Marshal.GetLastPInvokeError() == NotPermitted)
            file = Open(folder, RawPath.ToBytes(name), flags, 0);
        return Opened(file, name);
    }

    /// <summary>A new file in an open folder; what is there is never replaced.</summary>
    public static SafeFileHandle CreateFile(SafeFileHandle folder, string name) => Opened(
        Open(folder, RawPath.ToBytes(name), WriteOnly | Create | Exclusive | NoFollow | CloseOnExec, 0x180), name);

    /// <summary>A new folder; one that is there is as good.</summary>
    public static void MakeFolder(SafeFileHandle folder, string name)
    {
        if (MakeFolder(folder, RawPath.ToBytes(name), 0x1C0) != 0 && Marshal.GetLastPInvokeError() != Exists)
            throw Fault(name);
    }

    /// <summary>What the system says of what has a name in an open folder, a link itself; null: nothing has.</summary>
    public static FileFacts? Look(SafeFileHandle folder, string name)
    {
        var state = new byte[256];
        if (Statx(folder, RawPath.ToBytes(name), LinkItself, BasicFacts, state) == 0)
            return FactsOf(state);
        return Marshal.GetLastPInvokeError() == NotThere ? null : throw Fault(name);
    }

    /// <summary>The same by a path; null also for what cannot be looked at.</summary>
    public static FileFacts? Look(string path)
    {
        var state = new byte[256];
        return Statx(CurrentFolder, RawPath.ToBytes(path), LinkItself, BasicFacts, state) == 0 ? FactsOf(state) : null;
    }

    /// <summary>What the system says of an open file or folder.</summary>
    public static FileFacts Look(SafeFileHandle open)
    {
        var state = new byte[256];
        return Statx(open, [0], OfOpenFile, BasicFacts, state) == 0 ? FactsOf(state) : throw Fault("open file");
    }

    /// <summary>Moves within one file system, at once.</summary>
    /// <param name="from">The folder that it is in.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="to">The folder that it goes to.</param>
    /// <param name="newName">Its name there.</param>
    /// <param name="replace">Whether what is there is replaced; else it is in the way (<see cref="Exists"/>).</param>
    public static void Move(SafeFileHandle from, string name, SafeFileHandle to, string newName, bool replace = false)
    {
        var (source, target) = (RawPath.ToBytes(name), RawPath.ToBytes(newName));
        if (RenameAt2(from, source, to, target, replace ? 0u : NoReplace) == 0)
            return;
        if (replace || Marshal.GetLastPInvokeError() != Invalid)
            throw Fault(newName);
        // A file system that cannot do that at once: it has to be looked first.
        if (Look(to, newName) is not null)
            throw new IOException($"There is something already : '{RawPath.Show(newName)}'", Exists);
        if (RenameAt2(from, source, to, target, 0) != 0)
            throw Fault(newName);
    }

    /// <summary>Swaps two names of one folder, at once.</summary>
    /// <returns>Whether the file system can do that; else nothing was done.</returns>
    public static bool Swap(SafeFileHandle folder, string name, string other)
    {
        if (RenameAt2(folder, RawPath.ToBytes(name), folder, RawPath.ToBytes(other), Exchange) == 0)
            return true;
        return Marshal.GetLastPInvokeError() is Invalid or NoCall or NotSupported ? false : throw Fault(other);
    }

    /// <summary>Takes a name away.</summary>
    public static void Delete(SafeFileHandle folder, string name)
    {
        if (UnlinkAt(folder, RawPath.ToBytes(name), 0) != 0)
            throw Fault(name);
    }

    /// <summary>Gives a file another name; fails where there is something.</summary>
    public static void Link(SafeFileHandle from, string name, SafeFileHandle to, string newName)
    {
        if (LinkAt(from, RawPath.ToBytes(name), to, RawPath.ToBytes(newName), 0) != 0)
            throw Fault(newName);
    }

    /// <summary>Makes a symbolic link; fails where there is something.</summary>
    public static void LinkByPath(string target, SafeFileHandle folder, string name)
    {
        if (SymlinkAt(RawPath.ToBytes(target), folder, RawPath.ToBytes(name)) != 0)
            throw Fault(name);
    }

    /// <summary>Where a symbolic link in an open folder leads.</summary>
    public static string LinkTarget(SafeFileHandle folder, string name)
    {
        var target = new byte[1 << 12];
        var length = ReadLinkAt(folder, RawPath.ToBytes(name), target, target.Length);
        return length < 0 ? throw Fault(name) : RawPath.OfBytes(target.AsSpan(0, (int)length));
    }

    /// <summary>Lets an empty file share the blocks of another one until either is written.</summary>
    public static void Share(SafeFileHandle file, SafeFileHandle with, string name)
    {
        if (Ioctl(file, 0x40049409, with) != 0) // FICLONE
            throw Fault(name);
    }

    /// <summary>Has what was written on the disk.</summary>
    public static void Flush(SafeFileHandle open, string name)
    {
        if (Fsync(open) != 0)
            throw Fault(name);
    }

    /// <summary>Gives a new file the owner, permissions, attributes and times of another one.</summary>
    /// <exception cref="IOException">One of them cannot be given.</exception>
    public static void CopyMetadata(SafeFileHandle from, in FileFacts facts, SafeFileHandle to, string name)
    {
        var now = Look(to);
        if ((now.Owner, now.Group) != (facts.Owner, facts.Group) && Chown(to, facts.Owner, facts.Group) != 0)
            throw Fault(name);
        FileAttributesOfLinux.Copy(from, to, name);
        if (Chmod(to, facts.Mode & 0xFFF) != 0)
            throw Fault(name);
        SetTimes(to, facts.Read, facts.Written, name);
    }

    /// <summary>Sets the times of an open file or folder.</summary>
    public static void SetTimes(SafeFileHandle open, long read, long written, string name)
    {
        if (SetTimes(open, [.. Split(read), .. Split(written)]) != 0)
            throw Fault(name);
    }

    /// <summary>Sets when an open file or folder was written, and leaves when it was read.</summary>
    public static void SetWritten(SafeFileHandle open, long written, string name)
    {
        const long Omit = (1L << 30) - 2; // UTIME_OMIT
        if (SetTimes(open, [0, Omit, .. Split(written)]) != 0)
            throw Fault(name);
    }

    /// <summary>The failure of the last call.</summary>
    public static IOException Fault(string name)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{new Win32Exception(error).Message} : '{RawPath.Show(name)}'", error);
    }

    private static SafeFileHandle Opened(int file, string name) =>
        file >= 0 ? new SafeFileHandle(file, ownsHandle: true) : throw Fault(name);

    private static long[] Split(long time)
    {
        var (seconds, rest) = Math.DivRem(time, 1_000_000_000);
        return rest < 0 ? [seconds - 1, rest + 1_000_000_000] : [seconds, rest];
    }

    // struct statx is the same on all processors.
    private static FileFacts FactsOf(byte[] state) => new(
        MemoryMarshal.Read<ushort>(state.AsSpan(28)),
        ((ulong)MemoryMarshal.Read<uint>(state.AsSpan(136)) << 32) | MemoryMarshal.Read<uint>(state.AsSpan(140)),
        MemoryMarshal.Read<ulong>(state.AsSpan(32)), MemoryMarshal.Read<uint>(state.AsSpan(16)),
        MemoryMarshal.Read<uint>(state.AsSpan(20)), MemoryMarshal.Read<uint>(state.AsSpan(24)),
        MemoryMarshal.Read<long>(state.AsSpan(40)), Time(state.AsSpan(64)), Time(state.AsSpan(112)),
        Time(state.AsSpan(96)));

    private static long Time(ReadOnlySpan<byte> time) =>
        (MemoryMarshal.Read<long>(time) * 1_000_000_000) + MemoryMarshal.Read<uint>(time[8..]);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(SafeFileHandle folder, byte[] name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(int folder, byte[] name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(SafeFileHandle folder, byte[] name, int flags, uint mask, [Out] byte[] state);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, byte[] name, int flags, uint mask, [Out] byte[] state);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeFolder(SafeFileHandle folder, byte[] name, uint mode);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int RenameAt2(
        SafeFileHandle from, byte[] name, SafeFileHandle to, byte[] newName, uint flags);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int UnlinkAt(SafeFileHandle folder, byte[] name, int flags);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LinkAt(SafeFileHandle from, byte[] name, SafeFileHandle to, byte[] newName, int flags);

    [LibraryImport("libc", EntryPoint = "symlinkat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SymlinkAt(byte[] target, SafeFileHandle folder, byte[] name);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadLinkAt(SafeFileHandle folder, byte[] name, [Out] byte[] target, nint length);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Ioctl(SafeFileHandle file, nuint request, SafeFileHandle with);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Fsync(SafeFileHandle open);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Chown(SafeFileHandle file, uint owner, uint group);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Chmod(SafeFileHandle file, uint mode);

    [LibraryImport("libc", EntryPoint = "futimens", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetTimes(SafeFileHandle open, long[] times);
}
