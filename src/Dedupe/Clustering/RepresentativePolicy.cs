using Dedupe.Signing;

namespace Dedupe.Clustering;

/// <summary>The order of preference among copies: the rules of the policy one after the other, ids last.</summary>
internal sealed class RepresentativePolicy(SignedCollection documents, ClusteringOptions options)
{
    private readonly PolicyRule[] rules = [.. options.Policy];

    /// <summary>Compares two documents; the smaller one is preferred. Tells all documents apart.</summary>
    /// <remarks>
    /// What an earlier run has already goes first: it is there, and new copies of it are what is looked for.
    /// </remarks>
    public int Compare(int x, int y)
    {
        var byRun = documents.IsEarlier(y).CompareTo(documents.IsEarlier(x));
        if (byRun != 0)
            return byRun;
        foreach (var rule in rules)
        {
            var byRule = CompareBy(rule, x, y);
            if (byRule != 0)
                return byRule;
        }

        return x.CompareTo(y);
    }

    /// <summary>
    /// A number that is smaller for the preferred one of two documents, or the same: what the first rule says.
    /// </summary>
    public long Rank(int document)
    {
        if (documents.IsEarlier(document))
            return long.MinValue;
        return rules is not [var first, ..] ? 0 : first switch
        {
            PolicyRule.Earliest => documents.At(document).DateTicks,
            PolicyRule.Longest => -documents.At(document).Words,
            _ => SourceRank(document),
        };
    }

    /// <summary>
    /// The word for why one document is preferred over another: the first rule that tells them apart.
    /// </summary>
    public string Reason(int preferred, int other)
    {
        if (documents.IsEarlier(preferred) != documents.IsEarlier(other))
            return "earlier-run";
        foreach (var rule in rules)
        {
            if (CompareBy(rule, preferred, other) != 0)
            {
                return rule switch
                {
                    PolicyRule.Earliest => "earliest",
                    PolicyRule.Longest => "longest",
                    _ => "preferred-source",
                };
            }
        }

        return "id";
    }

    private int CompareBy(PolicyRule rule, int x, int y) => rule switch
    {
        PolicyRule.Earliest => documents.At(x).DateTicks.CompareTo(documents.At(y).DateTicks),
        PolicyRule.Longest => documents.At(y).Words.CompareTo(documents.At(x).Words),
        _ => SourceRank(x).CompareTo(SourceRank(y)),
    };

    private int SourceRank(int document)
    {
        var source = documents.Source(document);
        for (var rank = 0; source is not null && rank < options.PreferredSources.Count; rank++)
        {
            if (string.Equals(options.PreferredSources[rank], source, StringComparison.OrdinalIgnoreCase))
                return rank;
        }

        return int.MaxValue;
    }
}
