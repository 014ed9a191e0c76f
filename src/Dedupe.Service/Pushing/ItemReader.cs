using System.Runtime.CompilerServices;
using Dedupe.Sources;

namespace Dedupe.Service.Pushing;

/// <summary>Reads inputs to lots of items: no lot is larger than what a server takes at once.</summary>
/// <param name="mostItems">Items in a lot, 1 and more.</param>
/// <param name="reject">Told of what cannot be read.</param>
internal sealed class ItemReader(int mostItems, Action<Rejection> reject)
{
    /// <summary>Bytes of a lot; a larger item is one by itself.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>The items of a source, in their order.</summary>
    public async IAsyncEnumerable<IReadOnlyList<OutgoingItem>> ReadAsync(
        FileSource source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var collector = new ItemCollector(reject);
        var lot = new List<OutgoingItem>();
        long bytes = 0;
        await foreach (var batch in source.ReadAsync(cancellationToken))
        {
            using (batch)
            {
                foreach (var item in collector.Read(batch))
                {
                    if (lot.Count > 0 && (lot.Count == mostItems || bytes + item.Bytes > MostBytes))
                    {
                        yield return lot;
                        (lot, bytes) = ([], 0);
                    }

                    lot.Add(item);
                    bytes += item.Bytes;
                }
            }
        }

        if (lot.Count > 0)
            yield return lot;
    }
}
