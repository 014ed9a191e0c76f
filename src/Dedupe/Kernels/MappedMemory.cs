using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace Dedupe.Kernels;

/// <summary>
/// A stretch of a file as an array of values: what is looked at is read by the system, and given back to it when memory
/// is short.
/// </summary>
/// <typeparam name="T">A type without references; its values stand in the file as they do in memory.</typeparam>
internal sealed unsafe class MappedMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly MemoryMappedViewAccessor view;
    private readonly T* start;
    private readonly int length;
    private bool disposed;

    /// <summary>Maps a stretch.</summary>
    /// <param name="file">The file; it may be closed afterwards.</param>
    /// <param name="offset">Its first byte; a multiple of the values' alignment.</param>
    /// <param name="length">How many values; at least one.</param>
    /// <exception cref="IOException">The file is shorter than that, or cannot be mapped.</exception>
    public MappedMemory(MemoryMappedFile file, long offset, int length)
    {
        view = file.CreateViewAccessor(offset, (long)length * Unsafe.SizeOf<T>(), MemoryMappedFileAccess.Read);
        byte* first = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        start = (T*)(first + view.PointerOffset);
        this.length = length;
    }

    /// <inheritdoc/>
    public override Span<T> GetSpan() => new(start, length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposed)
            return;
        disposed = true;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
    }
}
