namespace Dedupe.Live;

/// <summary>
/// The chain of an item: its versions in order, what its headline or status says of it, who carries a story that is
/// taken back, and the events that follow. Pure but for what it reads.
/// </summary>
internal static class LiveChain
{
    private const int MostCarriers = 1000;

    /// <summary>A decision with the chain of its item.</summary>
    /// <param name="decision">What was decided by the texts.</param>
    /// <param name="article">The item.</param>
    /// <param name="versions">Its other versions.</param>
    /// <param name="transaction">Reads clusters.</param>
    /// <param name="view">Reads articles.</param>
    public static LiveDecision Complete(
        LiveDecision decision, LiveArticle article, IReadOnlyList<LiveArticle> versions, ILiveTransaction transaction,
        LiveView view)
    {
        var label = ItemLabel.Of(article.Document.Title.Span, article.Document.Status.Span);
        return decision with
        {
            Label = label,
            Versions = versions,
            RevisionOf = ItemVersions.Before(article, versions),
            SupersededBy = ItemVersions.Latest(article, versions),
            Current = Current(decision, article, versions, transaction),
            Carriers = ItemLabel.IsTakenBack(label) ? Carriers(decision, article, versions, transaction, view) : [],
        };
    }

    /// <summary>What happens when an article arrives, but for the clusters.</summary>
    public static IEnumerable<LiveEvent> Events(LiveArticle article, LiveDecision decision, DateTimeOffset at)
    {
        var number = article.Number;
        yield return new LiveEvent(LiveEventKind.Arrived, at) { Article = number };
        if (decision.Versions.Count > 0)
        {
            // One that comes late is before another: that is what it is linked to.
            var other = decision.RevisionOf
                ?? decision.Versions.MinBy(static one => one.Document.Version, ItemVersions.Order)!;
            yield return new LiveEvent(LiveEventKind.Revised, at) { Article = number, Other = other.Number };
        }

        if (ItemLabel.IsTakenBack(decision.Label))
            yield return new LiveEvent(LiveEventKind.Killed, at) { Article = number, Other = Corrects(decision) };
        else if (ItemLabel.Stays(decision.Label))
            yield return new LiveEvent(LiveEventKind.Corrected, at) { Article = number, Other = Corrects(decision) };
        if (article.EmbargoedUntil > at)
            yield return new LiveEvent(LiveEventKind.Embargoed, at) { Article = number };
    }

    // The version before it, or where it has a number of its own what it is most like.
    private static long Corrects(LiveDecision decision) =>
        decision.RevisionOf?.Number
            ?? (decision.Matches is [{ IsCopy: true, Article.Archive: null } best, ..] ? best.Article.Number : 0);

    // The version that stands for the item of the representative now: the one that comes, where it is of that item.
    private static LiveArticle? Current(
        LiveDecision decision, LiveArticle article, IReadOnlyList<LiveArticle> versions, ILiveTransaction transaction)
    {
        if (decision.Size == 0)
            return null;
        if (decision.Representative?.Article is not { } representative)
            return ItemVersions.Latest(article, versions);
        if (ItemVersions.AreOfOneItem(representative.Document, article.Document))
            return ItemVersions.Latest(article, versions) ?? article;
        var (source, id) = ItemVersions.NameOf(representative.Document);
        return ItemVersions.Latest(representative, transaction.ReadItem(source, id));
    }

    private static List<LiveArticle> Carriers(
        LiveDecision decision, LiveArticle article, IReadOnlyList<LiveArticle> versions, ILiveTransaction transaction,
        LiveView view)
    {
        var numbers = new SortedSet<long>();
        view.Gate.EnterReadLock();
        var clusters = versions.Select(one => view.FactsOf(one.Number).Cluster).Append(decision.Cluster)
            .Where(static cluster => cluster > 0).Distinct().ToList();
        view.Gate.ExitReadLock();
        foreach (var cluster in clusters)
        {
            if (transaction.ReadCluster(cluster) is { } known)
                numbers.UnionWith(known.Members.Select(static member => member.Article));
        }

        numbers.UnionWith(decision.Matches.Where(
            static one => one.IsCopy && one.Article.Archive is null).Select(static one => one.Article.Number));
        return [.. view.Read([.. numbers.Take(MostCarriers)]).OfType<LiveArticle>().Where(
            one => one.State == LiveState.Present && !ItemVersions.AreOfOneItem(one.Document, article.Document))];
    }
}
