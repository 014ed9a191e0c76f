using System.Runtime.ExceptionServices;

namespace Dedupe.Sources;

/// <summary>Shows the first bytes before they are taken. What goes wrong among them is told behind them.</summary>
internal sealed class StartReader(ByteReader inner) : ByteReader
{
    private byte[] buffer = [];
    private int start;
    private int end;
    private bool ended;
    private ExceptionDispatchInfo? fault;

    /// <summary>The first bytes: as many as were asked for, or all that can be had.</summary>
    public ReadOnlySpan<byte> Start => buffer.AsSpan(start, end - start);

    /// <summary>Reads the first bytes. Called once, before anything else.</summary>
    public async ValueTask PeekAsync(int count, CancellationToken cancellationToken)
    {
        buffer = new byte[count];
        try
        {
            while (end < count && !ended)
            {
                int read = await inner.ReadAsync(buffer.AsMemory(end), cancellationToken);
                end += read;
                ended = read == 0;
            }
        }
        catch (Exception exception)
            when (exception is InputException || (end > 0 && exception is not OperationCanceledException))
        {
            fault = ExceptionDispatchInfo.Capture(exception);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (start < end)
        {
            int read = Math.Min(end - start, destination.Length);
            buffer.AsMemory(start, read).CopyTo(destination);
            start += read;
            return read;
        }

        buffer = [];
        (start, end) = (0, 0);
        var told = fault;
        fault = null;
        told?.Throw();
        return ended ? 0 : await inner.ReadAsync(destination, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => inner.Dispose();
}
