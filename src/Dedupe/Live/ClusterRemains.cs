namespace Dedupe.Live;

/// <summary>What is left of a cluster when some of its articles are gone.</summary>
internal static class ClusterRemains
{
    /// <summary>
    /// Ranks close up. Where the representative went the next one stands for it: how the others relate to that one is
    /// known when it is settled.
    /// </summary>
    /// <param name="transaction">What is written to.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="representative">The article that represented it.</param>
    /// <param name="stay">Those that stay, two or more, in order.</param>
    /// <param name="at">The time.</param>
    public static ClusterHead Put(
        ILiveTransaction transaction, LiveCluster cluster, long representative, List<LiveMember> stay,
        DateTimeOffset at)
    {
        for (var rank = 0; rank < stay.Count; rank++)
        {
            if (stay[rank].Rank != rank)
                transaction.Put(stay[rank] with { Rank = rank });
        }

        transaction.Put(cluster with { Size = stay.Count, IsSettled = false, ChangedAt = at });
        if (stay[0].Article != representative)
        {
            transaction.Add(new LiveEvent(LiveEventKind.Represented, at)
            {
                Article = stay[0].Article,
                Cluster = cluster.Number,
            });
        }

        return new ClusterHead(stay[0].Article, stay.Count);
    }
}
