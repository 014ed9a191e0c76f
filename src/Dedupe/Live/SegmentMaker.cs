using Dedupe.Normalization;

namespace Dedupe.Live;

/// <summary>Makes the postings of articles anew from their texts, where a segment is missing.</summary>
/// <param name="store">Has the texts.</param>
/// <param name="index">Gets the postings.</param>
/// <param name="options">How texts are signed.</param>
/// <param name="credits">What credits look like.</param>
internal sealed class SegmentMaker(ILiveStore store, PostingIndex index, DedupeOptions options, CreditBook credits)
{
    private const int AtOnce = 1024;

    /// <summary>Articles that are made to one segment.</summary>
    public const int SegmentSize = 1 << 16;

    /// <summary>Signs a stretch of articles to the tail.</summary>
    public void ToTail(long first, long last)
    {
        foreach (var (number, item) in Sign(first, last))
            index.Add(number, item?.Facts ?? default, item?.Keys);
    }

    /// <summary>Signs a stretch of articles to segments.</summary>
    public void ToSegments(long first, long last, CancellationToken cancellationToken)
    {
        for (var start = first; start <= last; start += SegmentSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = Math.Min(last, start + SegmentSize - 1);
            var made = new PostingTail();
            var facts = new LiveFacts[end - start + 1];
            foreach (var (number, item) in Sign(start, end))
            {
                facts[number - start] = item?.Facts ?? default;
                made.Add(number, item?.Keys);
            }

            index.Put(start, end, facts, made);
        }
    }

    private IEnumerable<(long Number, SignedItem? Item)> Sign(long first, long last)
    {
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        using var tools = new ThreadLocal<ItemSigner>(() => new ItemSigner(options, credits, index.Keys));
        foreach (var articles in store.ReadAfter(first - 1).TakeWhile(article => article.Number <= last).Chunk(AtOnce))
        {
            var signed = new SignedItem?[articles.Length];
            Parallel.For(
                0, articles.Length, new ParallelOptions { MaxDegreeOfParallelism = threads },
                i => signed[i] = tools.Value!.Sign(articles[i]));
            for (var i = 0; i < articles.Length; i++)
                yield return (articles[i].Number, signed[i]);
        }
    }
}
