using System.Security.Cryptography;
using System.Text;

namespace Dedupe.Service.Access;

/// <summary>
/// The keys that a server goes by, read anew every second: what is taken back is good for no longer. Where they cannot
/// be read, those known before count. Safe from any thread.
/// </summary>
internal sealed class KeyRing : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly KeyBook book;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task reading;
    private volatile Dictionary<string, KeyRecord> keys;

    /// <summary>Reads the keys, and goes on reading them.</summary>
    /// <exception cref="InvalidDataException">What is kept is damaged.</exception>
    public KeyRing(KeyBook book, TimeProvider clock)
    {
        this.book = book;
        this.clock = clock;
        keys = Read();
        reading = Task.Run(ReadOnAsync);
    }

    /// <summary>Whether there are any, good ones or others.</summary>
    public bool HasAny => keys.Count > 0;

    /// <summary>The record of a key that is good; null when it is not.</summary>
    public KeyRecord? Find(string key)
    {
        var rest = key.AsSpan();
        if (!rest.StartsWith(KeyBook.Prefix, StringComparison.Ordinal))
            return null;
        rest = rest[KeyBook.Prefix.Length..];
        var end = rest.IndexOf('_');
        if (end < 0 || !keys.TryGetValue(rest[..end].ToString(), out var record))
            return null;
        var now = clock.GetUtcNow();
        var hash = Encoding.ASCII.GetBytes(KeyBook.HashOf(key));
        var isIt = CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(record.Hash))
            || (record is { EarlierHash: { } earlier, EarlierUntil: { } until }
                && now < until
                && CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(earlier)));
        return isIt && record.IsGoodAt(now) ? record : null;
    }

    /// <summary>Reads them now.</summary>
    public void Refresh() => keys = Read();

    private Dictionary<string, KeyRecord> Read() => book.Read().ToDictionary(key => key.Id, StringComparer.Ordinal);

    private async Task ReadOnAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                try
                {
                    Refresh();
                }
                catch (Exception fault) when (fault is IOException or InvalidDataException
                    or UnauthorizedAccessException or System.Data.Common.DbException)
                {
                    // Those known before count.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It stops.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await reading;
        stopping.Dispose();
    }
}
