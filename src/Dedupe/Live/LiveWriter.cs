using Dedupe.Verification;

namespace Dedupe.Live;

/// <summary>
/// Stores items, one after the other: each is compared with all before it, those of its own batch included, so each
/// pair is judged once. A batch is one transaction. One thread uses it.
/// </summary>
internal sealed class LiveWriter
{
    private const int MostPairs = 16;

    private readonly LiveCore core;
    private readonly PostingIndex index;
    private readonly LiveTools tools;
    private readonly LiveDecider decider;

    /// <summary>Prepares it.</summary>
    /// <param name="core">What it works on.</param>
    public LiveWriter(LiveCore core)
    {
        (this.core, index, tools) = (core, core.Index, core.NewTools());
        decider = new LiveDecider(core.Options.Dedupe, tools.Matcher);
    }

    /// <summary>The last article that is known here.</summary>
    public long LastArticle { get; set; }

    /// <summary>The last event that is known here.</summary>
    public long LastEvent { get; set; }

    /// <summary>Stores items in one transaction.</summary>
    /// <exception cref="LiveStoreException">None of them is stored.</exception>
    public LiveAnswer[] Store(IReadOnlyList<SignedItem> items, CancellationToken cancellationToken)
    {
        using var transaction = core.Store.Begin(cancellationToken);
        CatchUp(transaction);
        var pending = new PendingArticles();
        var view = new LiveView(core, pending);
        var stored = new LiveAnswer[items.Count];
        for (var i = 0; i < items.Count; i++)
            stored[i] = Store(items[i], transaction, view, pending);
        var lastEvent = transaction.LastEvent;
        transaction.Commit();
        LastEvent = lastEvent;
        index.Gate.EnterWriteLock();
        foreach (var item in pending.Items.Values)
            index.Add(item.Article.Number, item.Facts, item.Keys);
        core.Clusters.Apply(pending.ClusterOf, pending.Heads);
        index.Gate.ExitWriteLock();
        LastArticle += pending.Items.Count;
        return stored;
    }

    /// <summary>Tells of embargoes that have ended.</summary>
    public void Release(ILiveTransaction transaction, DateTimeOffset now)
    {
        foreach (var article in transaction.Release(now))
            transaction.Add(new LiveEvent(LiveEventKind.Released, now) { Article = article });
        var lastEvent = transaction.LastEvent;
        transaction.Commit();
        LastEvent = lastEvent;
    }

    /// <summary>Takes up what other servers stored.</summary>
    public void CatchUp(ILiveTransaction transaction)
    {
        if (transaction.LastArticle == LastArticle && transaction.LastEvent == LastEvent)
            return;
        var articles = transaction.LastArticle > LastArticle ? transaction.ReadAfter(LastArticle) : [];
        var events = transaction.ReadEvents(LastEvent);
        var touched = events.SelectMany(ClustersOf).Where(static cluster => cluster > 0).Distinct()
            .ToDictionary(static cluster => cluster, cluster => transaction.ReadCluster(cluster)?.Members);
        var signed = articles.Select(article => (article, tools.Signer.Sign(article))).ToList();
        index.Gate.EnterWriteLock();
        foreach (var (article, item) in signed)
        {
            index.Add(article.Number, item?.Facts ?? default, item?.Keys);
            LastArticle = article.Number;
        }

        foreach (var happened in events)
        {
            if (happened.Kind == LiveEventKind.Left)
                index.Facts.SetCluster(happened.Article, 0);
            else if (happened.Kind is LiveEventKind.Removed or LiveEventKind.Forgotten)
                index.Facts.Remove(happened.Article);
            if (happened.Kind == LiveEventKind.Forgotten)
                core.AddTrace(happened.Article);
            LastEvent = happened.Number;
        }

        foreach (var (cluster, members) in touched)
            core.Clusters.Apply(cluster, members);
        index.Gate.ExitWriteLock();
    }

    private LiveAnswer Store(
        SignedItem item, ILiveTransaction transaction, LiveView view, PendingArticles pending)
    {
        var now = item.Article.ArrivedAt;
        var document = item.Article.Document;
        var (source, id) = ItemVersions.NameOf(document);
        var versions = transaction.ReadItem(source, id);
        if (versions.FirstOrDefault(one => IsSame(one, item.Article)) is { } there)
            return new LiveAnswer(there.Answer) { Number = there.Number, IsRepeat = true };
        var decision = LiveChain.Complete(
            decider.Decide(item, tools.Matcher.Match(item, view, new LiveWindow(core.Options, now)), view.HeadOf),
            item.Article, versions, transaction, view);
        var number = transaction.LastArticle + 1;
        if (decision.Single is not null)
            decision = decision with { Cluster = number };
        var article = item.Article with { Number = number };
        article = article with { Answer = tools.Answers.Write(article, decision, core.Missing == 0, now) };
        transaction.Add(article);
        pending.Add(item with { Article = article });
        foreach (var match in decision.Matches.Where(
            static one => one.Pair.Relation >= Relation.Quote && one.Article.Archive is null).Take(MostPairs))
            transaction.Add(PairOf(number, match));
        foreach (var happened in LiveChain.Events(article, decision, now))
            transaction.Add(happened);
        Join(article, decision, transaction, pending);
        var relation = decision.Matches is [var best, ..] ? best.Pair.Relation : Relation.None;
        return new LiveAnswer(article.Answer, relation) { Number = number };
    }

    private static void Join(
        LiveArticle article, LiveDecision decision, ILiveTransaction transaction, PendingArticles pending)
    {
        if (decision.Size == 0)
            return;
        var cluster = decision.Cluster;
        var (at, number) = (article.ArrivedAt, article.Number);
        if (decision.Single is { } single)
        {
            var isFirst = decision.Representative is null;
            transaction.Put(new LiveCluster(cluster) { Reason = decision.Reason, Size = 2, ChangedAt = at });
            transaction.Put(Representative(isFirst ? number : single.Article.Number, cluster));
            transaction.Put(isFirst
                ? MemberB(single.Article.Number, cluster, single.Pair)
                : MemberA(number, cluster, 1, single.Pair));
            pending.ClusterOf[single.Article.Number] = cluster;
            pending.Heads[cluster] = new ClusterHead(isFirst ? number : single.Article.Number, 2);
            transaction.Add(
                new LiveEvent(LiveEventKind.Joined, at) { Article = single.Article.Number, Cluster = cluster });
        }
        else
        {
            var representative = decision.Representative!;
            var known = transaction.ReadCluster(cluster)!.Value.Cluster;
            transaction.Put(known with { Size = decision.Size, IsSettled = false, ChangedAt = at });
            transaction.Put(MemberA(number, cluster, decision.Size - 1, representative.Pair));
            pending.Heads[cluster] = new ClusterHead(representative.Article.Number, decision.Size);
        }

        pending.ClusterOf[number] = cluster;
        transaction.Add(new LiveEvent(LiveEventKind.Joined, at) { Article = number, Cluster = cluster });
    }

    // Where an article joins one, the other is the one that it comes from.
    private static IEnumerable<long> ClustersOf(LiveEvent happened) =>
        happened.Kind is LiveEventKind.Joined or LiveEventKind.Merged or LiveEventKind.Split
            ? [happened.Cluster, happened.Other]
            : [happened.Cluster];

    private static bool IsSame(LiveArticle there, LiveArticle article) =>
        there.State == LiveState.Present
            && there.Content == article.Content
            && there.Document.Version.Span.SequenceEqual(article.Document.Version.Span);

    private static LivePair PairOf(long number, LiveMatch match) => new(number, match.Article.Number)
    {
        Relation = match.Pair.Relation,
        Jaccard = match.Pair.Jaccard,
        Coverage = match.Pair.CoverageA,
        OtherCoverage = match.Pair.CoverageB,
    };

    private static LiveMember Representative(long number, long cluster) => new(number, cluster, 0)
    {
        Relation = Relation.Identical,
        Jaccard = 1,
        Containment = 1,
        Coverage = 1,
        ProseCoverage = 1,
    };

    private static LiveMember MemberA(long number, long cluster, int rank, VerifiedPair pair) =>
        new(number, cluster, rank)
        {
            Relation = pair.Relation,
            Jaccard = pair.Jaccard,
            Containment = pair.ContainmentA,
            Coverage = pair.CoverageA,
            ProseCoverage = pair.ProseCoverageA,
            IsFromRepresentative = pair.Direction == Direction.AFromB,
        };

    private static LiveMember MemberB(long number, long cluster, VerifiedPair pair) => new(number, cluster, 1)
    {
        Relation = pair.Relation,
        Jaccard = pair.Jaccard,
        Containment = pair.ContainmentB,
        Coverage = pair.CoverageB,
        ProseCoverage = pair.ProseCoverageB,
        IsFromRepresentative = pair.Direction == Direction.BFromA,
    };
}
