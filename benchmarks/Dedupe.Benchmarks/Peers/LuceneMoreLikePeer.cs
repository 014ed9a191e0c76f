using Lucene.Net.Analysis.Standard;
using Lucene.Net.Queries.Mlt;
using Lucene.Net.Search;

namespace Dedupe.Benchmarks.Peers;

/// <summary>
/// MoreLikeThis with its own settings, and 30 % of the terms as Elasticsearch wants. A score says nothing by itself, so
/// it is divided by that of the article itself, which is stored before it is asked.
/// </summary>
internal sealed class LuceneMoreLikePeer(string folder)
    : LucenePeer(folder, new StandardAnalyzer(Version), isSet: false)
{
    private const double LeastTerms = 0.3;
    private const int Most = 10;

    /// <inheritdoc/>
    public override Task<IReadOnlyList<PeerMatch>> TakeAsync(PeerArticle article, bool ask)
    {
        Store(article);
        if (!ask)
            return Task.FromResult<IReadOnlyList<PeerMatch>>([]);
        var reader = Refresh();
        var like = new MoreLikeThis(reader) { Analyzer = Analyzer, FieldNames = [Body] };
        var query = (BooleanQuery)like.Like(new StringReader(article.Text), Body);
        query.MinimumNumberShouldMatch = (int)(LeastTerms * query.Clauses.Count);
        var hits = Best(new IndexSearcher(reader), query, Most + 1);
        var own = hits.FirstOrDefault(hit => hit.Id == article.Id).Score;
        var best = own > 0 ? own : hits.Count > 0 ? hits[0].Score : 1;
        return Task.FromResult<IReadOnlyList<PeerMatch>>(
        [
            .. hits.Where(hit => hit.Id != article.Id)
                .Select(hit => new PeerMatch(hit.Id, Math.Min(1, hit.Score / best))),
        ]);
    }
}
