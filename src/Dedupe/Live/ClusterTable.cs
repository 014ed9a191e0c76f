namespace Dedupe.Live;

/// <summary>
/// Which cluster each article is in and what represents each cluster, in memory. The gate of the index is held as for
/// its facts.
/// </summary>
/// <param name="facts">Has the cluster of each article.</param>
internal sealed class ClusterTable(FactTable facts)
{
    /// <summary>What is known of each cluster.</summary>
    public Dictionary<long, ClusterHead> Heads { get; } = [];

    /// <summary>Takes up the members of all clusters.</summary>
    public void Load(IEnumerable<LiveMember> members)
    {
        foreach (var member in members)
        {
            facts.SetCluster(member.Article, member.Cluster);
            ref var head = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                Heads, member.Cluster, out _);
            head = new ClusterHead(member.Rank == 0 ? member.Article : head.Representative, head.Size + 1);
        }
    }

    /// <summary>Takes up what a transaction changed.</summary>
    public void Apply(IReadOnlyDictionary<long, long> clusterOf, IReadOnlyDictionary<long, ClusterHead?> heads)
    {
        foreach (var (article, cluster) in clusterOf)
            facts.SetCluster(article, cluster);
        foreach (var (cluster, head) in heads)
        {
            if (head is { } known)
                Heads[cluster] = known;
            else
                Heads.Remove(cluster);
        }
    }

    /// <summary>Takes up a cluster as the store has it; null when it has it no more.</summary>
    public void Apply(long cluster, IReadOnlyList<LiveMember>? members)
    {
        if (members is null or [])
        {
            Heads.Remove(cluster);
            return;
        }

        foreach (var member in members)
            facts.SetCluster(member.Article, cluster);
        Heads[cluster] = new ClusterHead(members[0].Article, members.Count);
    }
}
