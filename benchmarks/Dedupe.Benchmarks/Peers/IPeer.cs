namespace Dedupe.Benchmarks.Peers;

/// <summary>Something that can be asked what a new article is a copy of, and that then keeps it.</summary>
internal interface IPeer : IAsyncDisposable
{
    /// <summary>
    /// Makes all that was stored be found, when some articles were not asked about: their work is not the next one's.
    /// </summary>
    void CatchUp()
    {
    }

    /// <summary>Takes the next article, which the one after it must find.</summary>
    /// <param name="article">The article.</param>
    /// <param name="ask">Whether the answer is wanted; one that answers anyway may ignore this.</param>
    /// <returns>What it is a copy of, of the articles before it; empty when that was not asked.</returns>
    Task<IReadOnlyList<PeerMatch>> TakeAsync(PeerArticle article, bool ask);

    /// <summary>Bytes on disk of all that is kept, texts too; 0 when somebody else must look.</summary>
    Task<long> MeasureAsync();
}
