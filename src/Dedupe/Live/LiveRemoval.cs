namespace Dedupe.Live;

/// <summary>Takes articles out of their clusters.</summary>
/// <param name="transaction">What is written to.</param>
/// <param name="facts">The clusters that articles are in.</param>
/// <param name="at">The time.</param>
internal sealed class LiveRemoval(ILiveTransaction transaction, FactTable facts, DateTimeOffset at)
{
    /// <summary>Removes all versions of an item, or takes them down.</summary>
    /// <returns>Their numbers.</returns>
    public static IReadOnlyList<long> Remove(
        LiveCore core, ILiveTransaction transaction, string source, string id, bool forget)
    {
        var at = core.Options.Clock.GetUtcNow();
        var wanted = forget ? LiveState.Forgotten : LiveState.Removed;
        long[] numbers = [.. transaction.ReadItem(source, id).Where(version => version.State < wanted)
            .Select(static version => version.Number)];
        foreach (var number in numbers)
        {
            transaction.SetState(number, wanted);
            transaction.Add(new LiveEvent(forget ? LiveEventKind.Forgotten : LiveEventKind.Removed, at)
            {
                Article = number,
            });
        }

        var (clusterOf, heads) = new LiveRemoval(transaction, core.Index.Facts, at).Leave([.. numbers]);
        var lastEvent = transaction.LastEvent;
        transaction.Commit();
        core.Writer.LastEvent = lastEvent;
        core.Index.Gate.EnterWriteLock();
        foreach (var number in numbers)
            core.Index.Facts.Remove(number);
        core.Clusters.Apply(clusterOf, heads);
        core.Index.Gate.ExitWriteLock();
        return numbers;
    }

    /// <summary>Takes them out; a cluster of one article is none.</summary>
    /// <param name="articles">The articles.</param>
    /// <returns>The cluster of each article that changed, and the clusters that did.</returns>
    public (Dictionary<long, long> ClusterOf, Dictionary<long, ClusterHead?> Heads) Leave(HashSet<long> articles)
    {
        var clusterOf = new Dictionary<long, long>();
        var heads = new Dictionary<long, ClusterHead?>();
        foreach (var group in articles.GroupBy(article => facts[article].Cluster).Where(static one => one.Key > 0))
        {
            var (cluster, members) = transaction.ReadCluster(group.Key)!.Value;
            var stay = members.Where(member => !articles.Contains(member.Article)).ToList();
            foreach (var member in stay.Count > 1 ? members.Where(one => articles.Contains(one.Article)) : members)
            {
                transaction.DeleteMember(member.Article);
                clusterOf[member.Article] = 0;
                transaction.Add(new LiveEvent(LiveEventKind.Left, at)
                {
                    Article = member.Article,
                    Cluster = group.Key,
                });
            }

            if (stay.Count > 1)
                heads[group.Key] = ClusterRemains.Put(transaction, cluster, members[0].Article, stay, at);
            else
                transaction.DeleteCluster(group.Key);
            heads.TryAdd(group.Key, null);
        }

        return (clusterOf, heads);
    }
}
