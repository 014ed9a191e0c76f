using System.Collections.Immutable;

namespace Dedupe.Live;

/// <summary>
/// All that a store in memory holds at one time. Immutable: who reads it sees one state, and a transaction makes
/// another one of it that shares what did not change.
/// </summary>
internal sealed record MemoryContent
{
    /// <summary>Articles, by their numbers from 1.</summary>
    public ImmutableList<LiveArticle> Articles { get; init; } = [];

    /// <summary>Events, by their numbers from 1.</summary>
    public ImmutableList<LiveEvent> Events { get; init; } = [];

    /// <summary>Numbers of the versions of each item.</summary>
    public ImmutableDictionary<(string Source, string Id), ImmutableList<long>> Items { get; init; } =
        ImmutableDictionary<(string, string), ImmutableList<long>>.Empty;

    /// <summary>The states of articles that are not present.</summary>
    public ImmutableDictionary<long, LiveState> Absent { get; init; } = ImmutableDictionary<long, LiveState>.Empty;

    /// <summary>Articles that came under an embargo, by its end.</summary>
    public ImmutableSortedSet<(DateTimeOffset End, long Article)> Embargoes { get; init; } = [];

    /// <summary>Embargoes that end by then were told of.</summary>
    public DateTimeOffset Released { get; init; } = DateTimeOffset.MinValue;

    /// <summary>The pairs of each article, on both sides, by the other article.</summary>
    public ImmutableDictionary<long, ImmutableSortedDictionary<long, LivePair>> Pairs { get; init; } =
        ImmutableDictionary<long, ImmutableSortedDictionary<long, LivePair>>.Empty;

    /// <summary>Clusters by their numbers.</summary>
    public ImmutableDictionary<long, LiveCluster> Clusters { get; init; } =
        ImmutableDictionary<long, LiveCluster>.Empty;

    /// <summary>Members by their articles.</summary>
    public ImmutableDictionary<long, LiveMember> Members { get; init; } = ImmutableDictionary<long, LiveMember>.Empty;

    /// <summary>Articles of each cluster.</summary>
    public ImmutableDictionary<long, ImmutableHashSet<long>> MembersOf { get; init; } =
        ImmutableDictionary<long, ImmutableHashSet<long>>.Empty;

    /// <summary>How much it is.</summary>
    public LiveCounts Counts =>
        new(Articles.Count - Absent.Count, Articles.Count, Clusters.Count, Events.Count);

    /// <summary>The embargoes that nobody was told of, by their ends.</summary>
    public IEnumerable<(DateTimeOffset End, long Article)> Unreleased =>
        Embargoes.SkipWhile(one => one.End <= Released);

    /// <summary>An article; null for one that is not there.</summary>
    public LiveArticle? Article(long number) =>
        number > 0 && number <= Articles.Count ? Articles[(int)number - 1] : null;

    /// <summary>Articles after a number.</summary>
    public IEnumerable<LiveArticle> ArticlesAfter(long after)
    {
        for (var at = after; at < Articles.Count; at++)
            yield return Articles[(int)at];
    }

    /// <summary>Events after a number.</summary>
    public IReadOnlyList<LiveEvent> EventsAfter(long after, int limit) => after >= Events.Count
        ? []
        : Events.GetRange((int)after, (int)Math.Min(limit, Events.Count - after));

    /// <summary>The versions of an item.</summary>
    public IReadOnlyList<LiveArticle> Item(string source, string id) =>
        Items.TryGetValue((source, id), out var numbers)
            ? [.. numbers.Select(number => Articles[(int)number - 1])]
            : [];

    /// <summary>The pairs of an article.</summary>
    public IReadOnlyList<LivePair> PairsOf(long article) =>
        Pairs.TryGetValue(article, out var pairs) ? [.. pairs.Values] : [];

    /// <summary>A cluster and its members by their ranks; null for an unknown one.</summary>
    public (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? Cluster(long number)
    {
        if (!Clusters.TryGetValue(number, out var cluster))
            return null;
        var articles = MembersOf.TryGetValue(number, out var known) ? known : [];
        return (cluster, [.. articles.Select(article => Members[article]).OrderBy(static member => member.Rank)]);
    }
}
