using Dedupe.Kernels;

namespace Dedupe.Storage;

/// <summary>
/// Memory of one thread for the entries of one partition after the other; it grows to the largest of them.
/// </summary>
internal sealed class EntryBuffer : IDisposable
{
    private const int Least = LargePages.Size / sizeof(ulong);

    private LargeMemory<ulong>? memory;

    /// <summary>Room for entries; its content is lost at the next call.</summary>
    /// <param name="count">How many.</param>
    public Span<ulong> Room(int count)
    {
        if (memory is null || memory.GetSpan().Length < count)
        {
            Dispose();
            memory = new LargeMemory<ulong>((int)Math.Min(Array.MaxLength, Math.Max(Least, count + (count / 4L))));
        }

        return memory.GetSpan()[..count];
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        memory?.Free();
        memory = null;
    }
}
