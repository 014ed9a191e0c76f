namespace Dedupe.Clustering;

/// <summary>
/// The order of preference among copies: which one is shown first, and which one is kept. What an earlier run has goes
/// first: it is there, and new copies of it are what is looked for. Then the rules one after the other, ids last. A
/// total order over documents that have different ids, whatever is unknown of them. Safe from any thread.
/// </summary>
/// <param name="rules">The rules, most important first.</param>
/// <param name="preferredSources">Outlets, best first, for <see cref="PolicyRule.PreferredSource"/>; compared without
/// case.</param>
/// <param name="pathPlace">How many of the rules come before the path; none asks for it by default.</param>
internal sealed class CopyOrder(
    IReadOnlyList<PolicyRule> rules, IReadOnlyList<string> preferredSources, int? pathPlace = null)
{
    private readonly PolicyRule[] rules = [.. rules];
    private readonly string[] preferredSources = [.. preferredSources];

    /// <summary>Whether some rule goes by the outlet.</summary>
    public bool AsksForSource { get; } = rules.Contains(PolicyRule.PreferredSource);

    /// <summary>Compares two documents; the smaller one is preferred. 0 for one id alone.</summary>
    public int Compare(in CopyFacts x, in CopyFacts y)
    {
        for (var place = 0; place <= rules.Length; place++)
        {
            if (place == pathPlace && x.PathRank != y.PathRank)
                return x.PathRank.CompareTo(y.PathRank);
            var byRule = place < rules.Length ? CompareBy(rules[place], x, y) : 0;
            if (byRule != 0)
                return byRule;
        }

        return x.Id.SequenceCompareTo(y.Id);
    }

    /// <summary>
    /// A number that is smaller for the preferred one of two documents, or the same: what the first rule says.
    /// </summary>
    public long RankOf(in CopyFacts document)
    {
        return rules is not [var first, ..] ? 0 : first switch
        {
            PolicyRule.Earliest => document.DateTicks,
            PolicyRule.Longest => -document.Words,
            _ => SourceRank(document.Source),
        };
    }

    /// <summary>
    /// The word for why one document is preferred over another: the first rule that tells them apart.
    /// </summary>
    public string ReasonFor(in CopyFacts preferred, in CopyFacts other)
    {
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

    private int CompareBy(PolicyRule rule, in CopyFacts x, in CopyFacts y) => rule switch
    {
        PolicyRule.Earliest => x.DateTicks.CompareTo(y.DateTicks),
        PolicyRule.Longest => y.Words.CompareTo(x.Words),
        _ => SourceRank(x.Source).CompareTo(SourceRank(y.Source)),
    };

    private int SourceRank(string? source)
    {
        for (var rank = 0; source is not null && rank < preferredSources.Length; rank++)
        {
            if (string.Equals(preferredSources[rank], source, StringComparison.OrdinalIgnoreCase))
                return rank;
        }

        return int.MaxValue;
    }
}
