using Dedupe.Signing;

namespace Dedupe.Clustering;

/// <summary>The order of preference among the documents of a collection: see <see cref="CopyOrder"/>.</summary>
internal sealed class RepresentativePolicy(SignedCollection documents, ClusteringOptions options)
{
    private readonly CopyOrder order = new(options.Policy, options.PreferredSources);

    /// <summary>Compares two documents; the smaller one is preferred. Tells all documents apart.</summary>
    public int Compare(int x, int y) => order.Compare(FactsOf(x), FactsOf(y));

    /// <summary>
    /// A number that is smaller for the preferred one of two documents, or the same: what the first rule says.
    /// </summary>
    public long RankOf(int document) => order.RankOf(FactsOf(document));

    /// <summary>The word for why one document is preferred over another.</summary>
    public string ReasonFor(int preferred, int other) => order.ReasonFor(FactsOf(preferred), FactsOf(other));

    private CopyFacts FactsOf(int document)
    {
        ref readonly var signed = ref documents.At(document);
        return new CopyFacts
        {
            DateTicks = signed.DateTicks,
            Words = signed.Words,
            Source = order.AsksForSource ? documents.Source(document) : null,
            Id = documents.IdBytes(document),
        };
    }
}
