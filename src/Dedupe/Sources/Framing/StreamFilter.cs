using Dedupe.Sources.Packings;

namespace Dedupe.Sources.Framing;

/// <summary>
/// Passes an input on without what is removed, byte for byte. Memory is the largest document, and bounded by the limit
/// for those.
/// </summary>
internal abstract class StreamFilter(string source, IFilterSink sink, PackedWriter output) : IDisposable
{
    /// <summary>The file, as it was named.</summary>
    protected string Source => source;

    /// <summary>Judges documents.</summary>
    protected IFilterSink Sink => sink;

    /// <summary>Takes what stays.</summary>
    protected PackedWriter Output => output;

    /// <summary>Reads an input to its end.</summary>
    public async Task RunAsync(OpenInput input, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 18];
        int start = 0;
        int end = 0;
        while (true)
        {
            if (start > buffer.Length / 2)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }
            else if (end == buffer.Length)
            {
                Array.Resize(ref buffer, checked(2 * buffer.Length));
            }

            int read = await input.ReadAsync(buffer.AsMemory(end), cancellationToken);
            end += read;
            if (read > 0)
            {
                start += PassOn(buffer.AsMemory(start, end - start), last: false);
            }
            else if (input.TakeDamage() is { } damage)
            {
                End(buffer.AsMemory(start, end - start), damage);
                start = end;
            }
            else
            {
                End(buffer.AsMemory(start, end - start), input.Fault);
                return;
            }
        }
    }

    /// <summary>Passes on what is whole, and tells how many bytes that was.</summary>
    protected abstract int PassOn(ReadOnlyMemory<byte> bytes, bool last);

    /// <summary>Passes on the rest of the input, or of what is before a damage.</summary>
    protected abstract void End(ReadOnlyMemory<byte> bytes, InputException? fault);

    /// <summary>Gives memory back.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives memory back.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
