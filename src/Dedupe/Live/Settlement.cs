namespace Dedupe.Live;

/// <summary>
/// Makes the stored clusters those of a run over the window, and writes an event for each difference. Articles that
/// came meanwhile stay with their cluster, or go where most of it went; articles outside the window stay where they
/// are, behind the settled members. One thread uses it, the writer.
/// </summary>
internal sealed class Settlement
{
    private readonly ILiveTransaction transaction;
    private readonly WindowRun run;
    private readonly FactTable facts;
    private readonly DateTimeOffset at;
    private readonly Dictionary<long, long> movedTo = []; // where most of a cluster went that is no more
    private readonly Dictionary<long, List<LiveMember>> kept = []; // members that stay though the run has them nowhere
    private readonly Dictionary<long, (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)> before = [];
    private readonly HashSet<long> clustered; // articles in a cluster of the run

    /// <summary>Prepares it.</summary>
    /// <param name="transaction">What is written to.</param>
    /// <param name="run">What the clusters shall be.</param>
    /// <param name="facts">The clusters that articles are in.</param>
    /// <param name="at">The time.</param>
    public Settlement(ILiveTransaction transaction, WindowRun run, FactTable facts, DateTimeOffset at)
    {
        (this.transaction, this.run, this.facts, this.at) = (transaction, run, facts, at);
        clustered = [.. run.Clusters.SelectMany(static cluster => cluster.Articles)];
    }

    /// <summary>The cluster of each article that changed.</summary>
    public Dictionary<long, long> ClusterOf { get; } = [];

    /// <summary>Clusters that changed; null for those that are no more.</summary>
    public Dictionary<long, ClusterHead?> Heads { get; } = [];

    /// <summary>How many events were written.</summary>
    public int Changes { get; private set; }

    /// <summary>Writes what changed.</summary>
    /// <param name="known">All clusters.</param>
    public void Apply(IReadOnlyDictionary<long, ClusterHead> known)
    {
        var numbers = SettledNumbers.Of(run.Clusters, ClusterBefore, known.ContainsKey);
        var settled = numbers.ToHashSet();
        var old = run.Articles.Select(ClusterBefore).Where(static cluster => cluster > 0).ToHashSet();
        foreach (var cluster in old)
        {
            var there = transaction.ReadCluster(cluster)!.Value;
            before.Add(cluster, there);
            FindKept(cluster, there.Members);
        }

        FindMoved(numbers, settled);
        foreach (var (from, others) in kept.ToArray())
        {
            if (!settled.Contains(from) && movedTo.TryGetValue(from, out var to))
                Keep(to, others);
        }

        for (var i = 0; i < numbers.Length; i++)
            Put(numbers[i], run.Clusters[i]);
        foreach (var cluster in old.Where(cluster => !settled.Contains(cluster)).Order())
            End(cluster);
        transaction.Add(new LiveEvent(LiveEventKind.Settled, at) { Other = run.Last });
    }

    // What hangs together over an article that the run did not see stays together: the run cannot tell.
    private void FindKept(long cluster, IReadOnlyList<LiveMember> members)
    {
        if (members.All(member => run.Articles.Contains(member.Article)))
            return;
        var others = members.Where(member => !clustered.Contains(member.Article)).ToList();
        if (others.Count > 0)
            kept.Add(cluster, others);
    }

    private long ClusterBefore(long article) => facts[article].Cluster;

    private void Keep(long cluster, List<LiveMember> others)
    {
        if (kept.TryGetValue(cluster, out var there))
            there.AddRange(others);
        else
            kept.Add(cluster, [.. others]);
    }

    private void FindMoved(long[] numbers, HashSet<long> settled)
    {
        var shares = new Dictionary<(long From, long To), int>();
        for (var i = 0; i < numbers.Length; i++)
        {
            foreach (var article in run.Clusters[i].Articles)
            {
                var from = ClusterBefore(article);
                if (from > 0 && !settled.Contains(from))
                    shares[(from, numbers[i])] = shares.GetValueOrDefault((from, numbers[i])) + 1;
            }
        }

        foreach (var ((from, to), _) in shares.OrderByDescending(static one => one.Value).ThenBy(static one => one.Key))
            movedTo.TryAdd(from, to);
    }

    private void Put(long number, SettledCluster cluster)
    {
        var (there, had) = before.TryGetValue(number, out var known) ? known : (null, null);
        var members = cluster.Members(number).ToList();
        foreach (var other in kept.GetValueOrDefault(number) ?? [])
            members.Add(other with { Cluster = number, Rank = members.Count });
        var isSettled = members.Count == cluster.Articles.Length;
        var now = new LiveCluster(number)
        {
            Id = cluster.Cluster.Id,
            Reason = cluster.Cluster.Reason,
            Size = members.Count,
            IsSettled = isSettled,
            ChangedAt = at,
        };
        if (had is not null && had.SequenceEqual(members))
        {
            // What is the same is not written again; that it is settled is.
            if (there! with { ChangedAt = at } != now)
                transaction.Put(now with { ChangedAt = there.ChangedAt });
            return;
        }

        transaction.Put(now);
        Heads[number] = new ClusterHead(members[0].Article, members.Count);
        TellCluster(number, members, had);
        var old = had?.ToDictionary(static member => member.Article) ?? [];
        foreach (var member in members)
        {
            old.TryGetValue(member.Article, out var was);
            if (was == member)
                continue;
            transaction.Put(member);
            if (was.Article == 0)
            {
                ClusterOf[member.Article] = number;
                Tell(new LiveEvent(LiveEventKind.Joined, at)
                {
                    Article = member.Article,
                    Cluster = number,
                    Other = ClusterBefore(member.Article),
                });
            }
            else if (was.Relation != member.Relation)
            {
                Tell(new LiveEvent(LiveEventKind.Related, at) { Article = member.Article, Cluster = number });
            }
        }

        var stays = members.Select(static member => member.Article).ToHashSet();
        foreach (var member in (had ?? []).Where(member => !stays.Contains(member.Article)))
            Leave(member.Article, number);
    }

    private void TellCluster(long number, List<LiveMember> members, IReadOnlyList<LiveMember>? had)
    {
        if (had is null)
        {
            var from = members.Select(member => ClusterBefore(member.Article)).Where(static cluster => cluster > 0)
                .GroupBy(static cluster => cluster).OrderByDescending(static group => group.Count())
                .ThenBy(static group => group.Key).FirstOrDefault();
            if (from is not null && !movedTo.ContainsKey(from.Key))
                Tell(new LiveEvent(LiveEventKind.Split, at) { Cluster = number, Other = from.Key });
        }
        else if (had[0].Article != members[0].Article)
        {
            Tell(new LiveEvent(LiveEventKind.Represented, at) { Article = members[0].Article, Cluster = number });
        }
    }

    // An article that is in another cluster now is told of there.
    private void Leave(long article, long cluster)
    {
        if (IsInRunCluster(article))
            return;
        transaction.DeleteMember(article);
        ClusterOf[article] = 0;
        Tell(new LiveEvent(LiveEventKind.Left, at) { Article = article, Cluster = cluster });
    }

    private bool IsInRunCluster(long article) =>
        clustered.Contains(article) || (ClusterOf.TryGetValue(article, out var cluster) && cluster > 0);

    private void End(long cluster)
    {
        var (there, had) = before[cluster];
        if (!movedTo.ContainsKey(cluster) && kept.GetValueOrDefault(cluster) is { Count: > 1 } stay)
        {
            if (stay.Count < had.Count)
                Heads[cluster] = ClusterRemains.Put(transaction, there, had[0].Article, stay, at);
            return;
        }

        if (movedTo.TryGetValue(cluster, out var to))
            Tell(new LiveEvent(LiveEventKind.Merged, at) { Cluster = cluster, Other = to });
        foreach (var member in had)
            Leave(member.Article, cluster);
        transaction.DeleteCluster(cluster);
        Heads[cluster] = null;
    }

    private void Tell(LiveEvent happened)
    {
        transaction.Add(happened);
        Changes++;
    }
}
