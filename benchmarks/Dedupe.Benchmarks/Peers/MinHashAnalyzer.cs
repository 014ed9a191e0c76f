using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.Shingle;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;

namespace Dedupe.Benchmarks.Peers;

/// <summary>Words, runs of five of them, and of these the <see cref="MinHashFilter"/>: as in Elasticsearch's
/// documentation of <c>min_hash</c>, with lower-cased words.</summary>
internal sealed class MinHashAnalyzer : Analyzer
{
    private const int Words = 5;

    /// <inheritdoc/>
    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var words = new StandardTokenizer(LuceneVersion.LUCENE_48, reader);
        var shingles = new ShingleFilter(new LowerCaseFilter(LuceneVersion.LUCENE_48, words), Words, Words);
        shingles.SetOutputUnigrams(false);
        shingles.SetOutputUnigramsIfNoShingles(true);
        return new TokenStreamComponents(words, new MinHashFilter(shingles));
    }
}
