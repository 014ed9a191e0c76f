using Dedupe.Service.Pushing;
using Dedupe.Sources;

namespace Dedupe.Service.Feeds;

/// <summary>Reads feeds that were fetched and sends their items on. Safe from any thread.</summary>
/// <param name="target">Where they go.</param>
/// <param name="options">How items are read.</param>
/// <param name="mostItems">Items sent at once.</param>
internal sealed class FeedSender(ILiveTarget target, SourceOptions options, int mostItems)
{
    /// <summary>Sends the items of a feed.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What became of them; each one is acknowledged.</returns>
    public async Task<PushTotals> SendAsync(
        string url, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var totals = new PushTotals();
        var items = await FeedItems.ReadAsync(url, body, options, totals.Add, cancellationToken);
        foreach (var lot in items.Chunk(mostItems))
        {
            var outcomes = await target.AddAsync(lot, cancellationToken);
            for (int at = 0; at < lot.Length; at++)
                totals.Add(lot[at], outcomes[at]);
        }

        return totals;
    }
}
