using System.Collections.Immutable;

namespace Dedupe.Live;

/// <summary>A transaction on a store in memory: it makes another content, which is the store's once it is
/// committed.</summary>
internal sealed class MemoryTransaction : ILiveTransaction
{
    private readonly Action<MemoryContent> commit;
    private readonly Action end;
    private MemoryContent content;
    private bool isEnded;

    /// <summary>Begins.</summary>
    /// <param name="content">What is there.</param>
    /// <param name="commit">Takes what is there then.</param>
    /// <param name="end">Called once, at the end.</param>
    public MemoryTransaction(MemoryContent content, Action<MemoryContent> commit, Action end) =>
        (this.content, this.commit, this.end) = (content, commit, end);

    /// <inheritdoc/>
    public long LastArticle => content.Articles.Count;

    /// <inheritdoc/>
    public long LastEvent => content.Events.Count;

    /// <inheritdoc/>
    public IReadOnlyList<LiveArticle> ReadAfter(long after) => [.. content.ArticlesAfter(after)];

    /// <inheritdoc/>
    public IReadOnlyList<LiveEvent> ReadEvents(long after) => content.EventsAfter(after, int.MaxValue);

    /// <inheritdoc/>
    public IReadOnlyList<LiveArticle> ReadItem(string source, string id) => content.Item(source, id);

    /// <inheritdoc/>
    public (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? ReadCluster(long number) =>
        content.Cluster(number);

    /// <inheritdoc/>
    public void Add(LiveArticle article)
    {
        if (article.Number != LastArticle + 1)
            throw new ArgumentException($"The next number is {LastArticle + 1}.", nameof(article));
        var item = ItemVersions.NameOf(article.Document);
        var numbers = content.Items.GetValueOrDefault(item, []);
        content = content with
        {
            Articles = content.Articles.Add(article with { State = LiveState.Present }),
            Items = content.Items.SetItem(item, numbers.Add(article.Number)),
        };
        if (article.EmbargoedUntil is { } end && end > article.ArrivedAt)
            content = content with { Embargoes = content.Embargoes.Add((end, article.Number)) };
        SetState(article.Number, article.State);
    }

    /// <inheritdoc/>
    public void Add(in LivePair pair)
    {
        AddPair(pair.Article, pair.Other, pair);
        AddPair(pair.Other, pair.Article, pair);
    }

    /// <inheritdoc/>
    public long Add(LiveEvent happened)
    {
        content = content with { Events = content.Events.Add(happened with { Number = LastEvent + 1 }) };
        return LastEvent;
    }

    /// <inheritdoc/>
    public void Put(LiveCluster cluster) =>
        content = content with { Clusters = content.Clusters.SetItem(cluster.Number, cluster) };

    /// <inheritdoc/>
    public void DeleteCluster(long number) => content = content with { Clusters = content.Clusters.Remove(number) };

    /// <inheritdoc/>
    public void Put(in LiveMember member)
    {
        DeleteMember(member.Article);
        var articles = content.MembersOf.GetValueOrDefault(member.Cluster, []);
        content = content with
        {
            Members = content.Members.SetItem(member.Article, member),
            MembersOf = content.MembersOf.SetItem(member.Cluster, articles.Add(member.Article)),
        };
    }

    /// <inheritdoc/>
    public void DeleteMember(long article)
    {
        if (!content.Members.TryGetValue(article, out var member))
            return;
        var others = content.MembersOf[member.Cluster].Remove(article);
        content = content with
        {
            Members = content.Members.Remove(article),
            MembersOf = others.IsEmpty
                ? content.MembersOf.Remove(member.Cluster)
                : content.MembersOf.SetItem(member.Cluster, others),
        };
    }

    /// <inheritdoc/>
    public void SetState(long article, LiveState state)
    {
        var stored = content.Article(article)
            ?? throw new ArgumentException("There is no such article.", nameof(article));
        if (stored.State == state || stored.State == LiveState.Forgotten)
            return;
        if (stored.State == LiveState.Expired && state != LiveState.Forgotten)
            throw new ArgumentException("The text is gone.", nameof(state));
        content = content with
        {
            Articles = content.Articles.SetItem((int)article - 1, In(stored, state)),
            Absent = state == LiveState.Present
                ? content.Absent.Remove(article)
                : content.Absent.SetItem(article, state),
        };
        if (state is LiveState.Expired or LiveState.Forgotten)
            DeletePairs(article);
    }

    /// <inheritdoc/>
    public IReadOnlyList<long> Release(DateTimeOffset until)
    {
        var ended = content.Unreleased.TakeWhile(one => one.End <= until).ToList();
        if (ended.Count > 0)
            content = content with { Released = ended[^1].End };
        return
        [
            .. ended.Select(static one => one.Article)
                .Where(number => content.Article(number)!.State == LiveState.Present).Order(),
        ];
    }

    /// <inheritdoc/>
    public void Commit()
    {
        ObjectDisposedException.ThrowIf(isEnded, this);
        commit(content);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isEnded)
            return;
        isEnded = true;
        end();
    }

    private static LiveArticle In(LiveArticle article, LiveState state) => state switch
    {
        LiveState.Expired => article with { State = state, Document = article.Document with { Text = default } },
        LiveState.Forgotten => article with
        {
            State = state,
            Answer = default,
            Document = article.Document with { Text = default, Title = default, Url = default },
        },
        _ => article with { State = state },
    };

    private void AddPair(long article, long other, in LivePair pair)
    {
        var pairs = content.Pairs.GetValueOrDefault(article, ImmutableSortedDictionary<long, LivePair>.Empty);
        content = content with { Pairs = content.Pairs.SetItem(article, pairs.SetItem(other, pair)) };
    }

    private void DeletePairs(long article)
    {
        if (!content.Pairs.TryGetValue(article, out var pairs))
            return;
        var left = content.Pairs.Remove(article);
        foreach (var other in pairs.Keys)
            left = left.SetItem(other, left[other].Remove(article));
        content = content with { Pairs = left };
    }
}
