using System.Runtime.InteropServices;

namespace Dedupe.Kernels;

/// <summary>
/// Memory outside the heap that the system is asked to give in large pages (2 MB). A page's first use costs much the
/// same whatever its size: by pages of 4 KB, getting memory takes longer than writing it, on a virtual machine several
/// times as long. Where there are no large pages, ordinary ones come.
/// </summary>
internal sealed unsafe partial class LargePages : SafeHandle
{
    /// <summary>Bytes of a large page.</summary>
    public const int Size = 1 << 21;

    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 2 | 0x20;
    private const int HugePage = 14;

    private readonly nuint mappedBytes;

    /// <summary>Gets memory; it costs nothing until it is written, and before that has no content to rely on.</summary>
    /// <param name="bytes">How much.</param>
    /// <exception cref="IOException">The system gives no more.</exception>
    public LargePages(nuint bytes)
        : base(0, ownsHandle: true)
    {
        if (!OperatingSystem.IsLinux())
        {
            try
            {
                SetHandle((nint)NativeMemory.AlignedAlloc(bytes, Size));
            }
            catch (OutOfMemoryException fault)
            {
                throw NoMemory(bytes, fault);
            }

            return;
        }

        // One page more than wanted, so that what is wanted can begin at one; what is never written takes no memory.
        mappedBytes = bytes + Size;
        var mapped = Map(null, mappedBytes, ReadWrite, PrivateAnonymous, -1, 0);
        if (mapped == -1)
            throw NoMemory(bytes);
        SetHandle(mapped);
        if (bytes >= Size)
            _ = Advise(Start, bytes, HugePage); // where the advice is not taken, nothing is lost
    }

    /// <summary>The first byte; it stands at the beginning of a large page.</summary>
    public void* Start => (void*)((handle + Size - 1) & ~(nint)(Size - 1));

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        if (OperatingSystem.IsLinux())
            return Unmap((void*)handle, mappedBytes) == 0;
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }

    private static IOException NoMemory(nuint bytes, Exception? fault = null) =>
        new($"The system gives no memory for {bytes} bytes.", fault);

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(void* at, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(void* at, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* at, nuint length, int advice);
}
