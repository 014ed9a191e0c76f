using System.Buffers;

namespace Dedupe.Service.Http;

/// <summary>The body of a request, in memory that is lent: it is given back when this is disposed.</summary>
internal sealed class Body(BodyBudget budget) : IDisposable
{
    private byte[] buffer = [];
    private int length;

    /// <summary>What was read.</summary>
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>The same without the mark that UTF-8 may begin with: readers of JSON take it for a fault.</summary>
    public ReadOnlyMemory<byte> Text => Bytes.Span.StartsWith("\uFEFF"u8) ? Bytes[3..] : Bytes;

    /// <summary>Room for more bytes; never empty.</summary>
    /// <param name="wanted">How many bytes it ought to have, where that is known.</param>
    /// <exception cref="ProblemException">Too much is going on.</exception>
    public Memory<byte> Room(long wanted = 0)
    {
        if (length == buffer.Length || buffer.Length == 0)
            Grow(wanted);
        return buffer.AsMemory(length);
    }

    /// <summary>Takes note of bytes that were written to <see cref="Room"/>.</summary>
    public void Add(int count) => length += count;

    private void Grow(long wanted)
    {
        var size = Math.Clamp(Math.Max(wanted, buffer.Length * 2L), 1 << 12, Array.MaxLength);
        budget.Take(size);
        var larger = ArrayPool<byte>.Shared.Rent((int)size);
        // More than was asked for may come; the budget is of what is lent.
        budget.Force(larger.Length - size);
        buffer.AsSpan(0, length).CopyTo(larger);
        GiveBack();
        buffer = larger;
    }

    private void GiveBack()
    {
        budget.GiveBack(buffer.Length);
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GiveBack();
        length = 0;
    }
}
