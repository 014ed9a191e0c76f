using System.Buffers;
using System.Runtime.CompilerServices;

namespace Dedupe.Kernels;

/// <summary>
/// An array of values outside the heap, in large pages; see <see cref="LargePages"/>. Whoever uses a span of it keeps
/// the memory itself reachable.
/// </summary>
/// <typeparam name="T">A type without references.</typeparam>
internal sealed unsafe class LargeMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly LargePages pages;
    private readonly T* start;
    private readonly int length;

    /// <summary>Gets the memory.</summary>
    /// <param name="length">How many values.</param>
    /// <exception cref="IOException">The system gives no more.</exception>
    public LargeMemory(int length)
    {
        this.length = length;
        pages = new LargePages((nuint)length * (nuint)Unsafe.SizeOf<T>());
        start = (T*)pages.Start;
    }

    /// <inheritdoc/>
    public override Span<T> GetSpan() => new(start, length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <summary>Gives the memory back: nobody may use it any more.</summary>
    public void Free() => pages.Dispose();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => Free();
}
