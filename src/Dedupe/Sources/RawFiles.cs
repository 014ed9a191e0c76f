using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dedupe.Sources;

/// <summary>
/// What .NET cannot do with files: tell a pipe from a file without opening it, and reach files whose names are not
/// UTF-8. Linux alone; other systems have only names that are valid text, and there a pipe is known by its having no
/// length.
/// </summary>
internal static partial class RawFiles
{
    private const int CurrentFolderOfProcess = -100; // AT_FDCWD
    private const int CloseOnExec = 0x80000; // O_CLOEXEC, beside O_RDONLY which is 0
    private const int OfOpenFile = 0x1000; // AT_EMPTY_PATH
    // STATX_TYPE, STATX_SIZE, STATX_MTIME, STATX_CTIME, STATX_INO
    private const uint Wanted = 0x1 | 0x200 | 0x40 | 0x80 | 0x100;

    /// <summary>Whether names that are not UTF-8 can be read here.</summary>
    public static bool IsUsable => OperatingSystem.IsLinux() && nint.Size == 8;

    /// <summary>How a path looks, links followed.</summary>
    public static FileState StateOf(string path)
    {
        if (!OperatingSystem.IsLinux())
            return ManagedStateOf(path);
        return StateOf(CurrentFolderOfProcess, BytesOf(path), 0);
    }

    /// <summary>How an open file looks; nothing is known of it where the system does not tell.</summary>
    public static FileState StateOf(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
            return default;
        bool added = false;
        try
        {
            file.DangerousAddRef(ref added);
            return StateOf((int)file.DangerousGetHandle(), [0], OfOpenFile);
        }
        finally
        {
            if (added)
                file.DangerousRelease();
        }
    }

    private static FileState StateOf(int folder, byte[] path, int flags)
    {
        // struct statx is the same on all processors: mode at 28, number at 32, size at 40, the times of the last
        // change and write at 96 and 112.
        var state = new byte[256];
        if (Statx(folder, path, flags, Wanted, state) != 0)
            return default;
        var kind = (MemoryMarshal.Read<ushort>(state.AsSpan(28)) & 0xF000) switch
        {
            0x8000 => FileStateKind.File,
            0x4000 => FileStateKind.Folder,
            0x1000 => FileStateKind.Pipe,
            0xC000 => FileStateKind.Socket,
            _ => FileStateKind.Device,
        };
        var written = DateTime.UnixEpoch.AddTicks(
            (MemoryMarshal.Read<long>(state.AsSpan(112)) * TimeSpan.TicksPerSecond) +
                (MemoryMarshal.Read<uint>(state.AsSpan(120)) / 100));
        return new FileState(
            kind,
            kind == FileStateKind.File ? MemoryMarshal.Read<long>(state.AsSpan(40)) : 0,
            written,
            (MemoryMarshal.Read<long>(state.AsSpan(96)) * 1_000_000_000) + MemoryMarshal.Read<uint>(state.AsSpan(104)),
            MemoryMarshal.Read<ulong>(state.AsSpan(32)));
    }

    // .NET takes "a/.." out of a path before it opens it, whether or not there is an a; the system does not.
    // Both must mean the same file.
    private static byte[] BytesOf(string path) =>
        RawPath.ToBytes(path.Contains("..", StringComparison.Ordinal) ? RawPath.Full(path) : path);

    /// <summary>Where a symbolic link leads; null for what is none.</summary>
    public static string? LinkTarget(string path)
    {
        if (!IsUsable)
            return new FileInfo(path).LinkTarget;
        var target = new byte[1 << 12];
        nint length = ReadLink(BytesOf(path), target, target.Length);
        return length < 0 ? null : RawPath.OfBytes(target.AsSpan(0, (int)length));
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        int file = Open(RawPath.ToBytes(path), CloseOnExec);
        return file >= 0
            ? new FileStream(new SafeFileHandle(file, ownsHandle: true), FileAccess.Read, bufferSize: 0)
            : throw Fault(path);
    }

    /// <summary>What is in a folder, in any order.</summary>
    /// <exception cref="IOException">It cannot be listed.</exception>
    public static List<FolderEntry> List(string folder)
    {
        nint open = OpenFolder(RawPath.ToBytes(folder));
        if (open == 0)
            throw Fault(folder);
        try
        {
            var names = new List<string>();
            while (NextEntry(open) is var entry && entry != 0)
            {
                // struct dirent of 64-bit systems ends with the name, at 19.
                var name = RawPath.OfBytes(NameAt(entry + 19));
                if (name is not ("." or ".."))
                    names.Add(name);
            }

            if (Marshal.GetLastPInvokeError() != 0)
                throw Fault(folder);
            return names.ConvertAll(EntryOf);
        }
        finally
        {
            _ = CloseFolder(open);
        }

        FolderEntry EntryOf(string name) =>
            new(name, StateOf($"{folder}/{name}").Kind == FileStateKind.Folder,
                LinkTarget($"{folder}/{name}") is not null);
    }

    /// <summary>
    /// Moves a file to a path whose folders are made where they are missing; what is there is replaced.
    /// </summary>
    /// <exception cref="IOException">It cannot be moved.</exception>
    public static void Move(string from, string to)
    {
        for (int end = to.IndexOf('/', 1); end > 0; end = to.IndexOf('/', end + 1))
        {
            // One that is there is as good.
            _ = MakeFolder(RawPath.ToBytes(to[..end]), 0x1FF);
        }

        if (Rename(RawPath.ToBytes(from), RawPath.ToBytes(to)) != 0)
            throw Fault(to);
    }

    /// <summary>The folder that relative paths begin in.</summary>
    public static string CurrentFolder()
    {
        var path = new byte[1 << 16];
        return CurrentFolder(path, path.Length) == 0
            ? throw Fault(".")
            : RawPath.OfBytes(path.AsSpan(0, path.IndexOf((byte)0)));
    }

    private static FileState ManagedStateOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.LinkTarget is not null)
                file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            if (file.Exists)
                return new FileState(FileStateKind.File, file.Length, file.LastWriteTimeUtc);
            return Directory.Exists(path) ? new FileState(FileStateKind.Folder) : default;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private static ReadOnlySpan<byte> NameAt(nint name)
    {
        var bytes = new List<byte>();
        while (Marshal.ReadByte(name, bytes.Count) is var next && next != 0)
            bytes.Add(next);
        return CollectionsMarshal.AsSpan(bytes);
    }

    private static IOException Fault(string path)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"{new Win32Exception(error).Message} : '{RawPath.Show(path)}'", error);
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] state);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(byte[] path, int flags);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Rename(byte[] from, byte[] to);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeFolder(byte[] path, uint mode);

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint OpenFolder(byte[] path);

    [LibraryImport("libc", EntryPoint = "readdir", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint NextEntry(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseFolder(nint folder);

    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadLink(byte[] path, [Out] byte[] target, nint length);

    [LibraryImport("libc", EntryPoint = "getcwd", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint CurrentFolder([Out] byte[] path, nint length);
}
