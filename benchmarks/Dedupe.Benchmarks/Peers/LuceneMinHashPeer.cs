using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;

namespace Dedupe.Benchmarks.Peers;

/// <summary>
/// What an index of Elasticsearch or OpenSearch with <c>min_hash</c> does: the score is the share of the values of the
/// new article that an earlier one has.
/// </summary>
internal sealed class LuceneMinHashPeer(string folder)
    : LucenePeer(folder, new MinHashAnalyzer(), isSet: true)
{
    private const double Floor = 0.1;
    private const int Most = 10;

    /// <inheritdoc/>
    public override Task<IReadOnlyList<PeerMatch>> TakeAsync(PeerArticle article, bool ask)
    {
        IReadOnlyList<PeerMatch> matches = [];
        if (ask && Terms(article.Text) is { Count: > 0 } terms)
        {
            var query = new BooleanQuery { MinimumNumberShouldMatch = (int)Math.Ceiling(Floor * terms.Count) };
            foreach (var term in terms)
                query.Add(new TermQuery(new Term(Body, term)), Occur.SHOULD);
            var searcher = new IndexSearcher(Reader) { Similarity = new Count() };
            matches = [.. Best(searcher, query, Most).Select(hit => new PeerMatch(hit.Id, hit.Score / terms.Count))];
        }

        Store(article);
        if (ask)
            Refresh();
        return Task.FromResult(matches);
    }

    private HashSet<string> Terms(string text)
    {
        HashSet<string> terms = new(StringComparer.Ordinal);
        using var stream = Analyzer.GetTokenStream(Body, text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
            terms.Add(term.ToString()!);
        stream.End();
        return terms;
    }

    // Each term that is there counts one.
    private sealed class Count : DefaultSimilarity
    {
        public override float Tf(float freq) => 1;

        public override float Idf(long docFreq, long numDocs) => 1;

        public override float QueryNorm(float sumOfSquaredWeights) => 1;

        public override float Coord(int overlap, int maxOverlap) => 1;
    }
}
