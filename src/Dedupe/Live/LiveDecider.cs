using System.Text;
using Dedupe.Clustering;

namespace Dedupe.Live;

/// <summary>
/// Decides at arrival whether an item joins a cluster: when it is a copy of its representative, or of half of its
/// members, as in a star of the batch. A text that holds several stories joins none unless one of them is half of it.
/// What cannot be known yet is left to the settlement, and what an archive has is told, not joined. Not thread-safe.
/// </summary>
/// <param name="options">The policy of representatives.</param>
/// <param name="matcher">Compares.</param>
internal sealed class LiveDecider(DedupeOptions options, LiveMatcher matcher)
{
    private const int FewestCopies = 3;
    private const double MostOfText = 0.5;

    private readonly CopyOrder order = new(options.Clustering.Policy, options.Clustering.PreferredSources);

    /// <summary>Decides.</summary>
    /// <param name="item">The item.</param>
    /// <param name="matches">What it was compared with, the best match first.</param>
    /// <param name="headOf">What is known of clusters.</param>
    public LiveDecision Decide(
        SignedItem item, IReadOnlyList<LiveMatch> matches, Func<long, ClusterHead?> headOf)
    {
        var copies = matches.Where(static match => match.IsCopy && match.Article.Archive is null).ToList();
        if (copies.Count == 0 || HoldsSeveral(copies))
            return new LiveDecision { Matches = matches };
        foreach (var group in copies.GroupBy(GroupOf))
        {
            var decision = group.Key < 0
                ? WithSingle(item, matches, group.First())
                : WithCluster(matches, group.Key, headOf(group.Key));
            if (decision is not null)
                return decision;
        }

        return new LiveDecision { Matches = matches };
    }

    private static long GroupOf(LiveMatch match) => match.Cluster > 0 ? match.Cluster : -match.Article.Number;

    // A digest is a copy of several stories that have nothing to do with each other.
    private bool HoldsSeveral(List<LiveMatch> copies)
    {
        var best = copies[0];
        if (best.Pair.Relation >= Relation.NearDuplicate || best.Pair.ProseCoverageA >= MostOfText)
            return false;
        var other = copies.Find(match => GroupOf(match) != GroupOf(best));
        return other is not null && !matcher.HangTogether(best.Article, other.Article);
    }

    private LiveDecision WithSingle(SignedItem item, IReadOnlyList<LiveMatch> matches, LiveMatch single)
    {
        var ofItem = FactsOf(item.Article);
        var ofSingle = FactsOf(single.Article);
        var isItemFirst = order.Compare(ofItem, ofSingle) < 0;
        return new LiveDecision
        {
            Matches = matches,
            Single = single,
            Representative = isItemFirst ? null : single,
            Reason = isItemFirst ? order.ReasonFor(ofItem, ofSingle) : order.ReasonFor(ofSingle, ofItem),
            Size = 2,
        };
    }

    private static LiveDecision? WithCluster(IReadOnlyList<LiveMatch> matches, long cluster, ClusterHead? known)
    {
        if (known is not { } head
            || matches.FirstOrDefault(match => match.Article.Number == head.Representative) is not { } representative)
            return null;
        var copies = matches.Count(match => match.Cluster == cluster && match.IsCopy);
        return representative.IsCopy || (copies >= FewestCopies && 2 * copies >= head.Size)
            ? new LiveDecision
            {
                Matches = matches,
                Cluster = cluster,
                Representative = representative,
                Size = head.Size + 1,
            }
            : null;
    }

    private CopyFacts FactsOf(LiveArticle article) => new()
    {
        DateTicks = article.Document.Date?.UtcTicks ?? long.MaxValue,
        Words = article.Words,
        Source = order.AsksForSource ? Encoding.UTF8.GetString(article.Document.Source.Span) : null,
        Id = article.Document.Id.Span,
    };
}
