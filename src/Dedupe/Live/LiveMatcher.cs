using System.Runtime.InteropServices;
using Dedupe.Indexing;
using Dedupe.Normalization;
using Dedupe.Signing;
using Dedupe.Verification;

namespace Dedupe.Live;

/// <summary>
/// Finds what an item is a copy of: articles that share keys are candidates, as the tiers of the batch have them, and
/// those of most promise are compared word for word by the batch's own verifier. Not thread-safe: one a thread.
/// </summary>
internal sealed class LiveMatcher
{
    // Candidates that are compared: those that share most. Of a cluster few, because its members say the same.
    private const int MostCompared = 48;
    private const int MostOfCluster = 3;
    private const int MostOfBand = 256;

    // A pair that shares so much of its smaller key set is compared however few keys that is, as in the batch.
    private const int SmallShare = 5;

    private readonly DedupeOptions options;
    private readonly PostingKeys keys;
    private readonly PairVerifier verifier;
    private readonly StubHeadlines headlines = new();
    private readonly PreparedText text;
    private readonly PreparedText other;
    private readonly Dictionary<uint, (int Near, int Shared)> candidates = [];
    private readonly Dictionary<uint, int> shared = []; // with how many keys of the reuse tier each article is found
    private readonly List<uint> found = [];
    private readonly List<uint> ofKey = [];
    private HashSet<long> kin = [];

    /// <summary>Makes a matcher.</summary>
    /// <param name="options">How texts are compared.</param>
    /// <param name="credits">What credits look like.</param>
    /// <param name="keys">How keys are told.</param>
    public LiveMatcher(DedupeOptions options, CreditBook credits, PostingKeys keys)
    {
        (this.options, this.keys) = (options, keys);
        var tools = new TextTools(credits);
        text = new PreparedText(tools);
        other = new PreparedText(tools);
        verifier = new PairVerifier(options);
    }

    /// <summary>The articles that an item was compared with and shares something with, the best match first.</summary>
    /// <param name="item">The item.</param>
    /// <param name="view">What is seen.</param>
    /// <param name="window">Which articles may be compared with.</param>
    public List<LiveMatch> Match(SignedItem item, LiveView view, LiveWindow window)
    {
        var stories = new LiveStories(view, keys);
        var chosen = Choose(item, view, window, stories);
        if (chosen.Length == 0)
            return [];
        var articles = view.Read(Array.ConvertAll(chosen, static one => one.Number));
        text.Prepare(item.Text.Span, options.ShingleSize);
        var facts = item.Facts.Story;
        var matches = new List<LiveMatch>();
        for (var i = 0; i < chosen.Length; i++)
        {
            if (articles[i] is not { State: LiveState.Present } article)
                continue;
            var isKin = kin.Contains(LiveStories.StoryOf((uint)article.Number, chosen[i].Facts));
            var pair = Compare(item, article, PairContext.Between(facts, chosen[i].Facts.Story, isKin), stories);
            if (pair.Relation > Relation.None)
                matches.Add(new LiveMatch(article, chosen[i].Facts.Cluster, pair));
        }

        matches.Sort(static (x, y) => -CompareMatches(x, y));
        return matches;
    }

    /// <summary>Whether two articles have at least a sentence or two of prose in common.</summary>
    public bool HangTogether(LiveArticle a, LiveArticle b)
    {
        text.Prepare(TextOf(a).Span, options.ShingleSize);
        other.Prepare(TextOf(b).Span, options.ShingleSize);
        return verifier.Verify(text, other, default, stories: null).Relation >= Relation.Partial;
    }

    private static int CompareMatches(LiveMatch x, LiveMatch y)
    {
        var byRelation = x.Pair.Relation.CompareTo(y.Pair.Relation);
        if (byRelation != 0)
            return byRelation;
        var byProse = x.Pair.ProseCoverageA.CompareTo(y.Pair.ProseCoverageA);
        if (byProse != 0)
            return byProse;
        var byJaccard = x.Pair.Jaccard.CompareTo(y.Pair.Jaccard);
        return byJaccard != 0 ? byJaccard : y.Article.Number.CompareTo(x.Article.Number);
    }

    private static ReadOnlyMemory<byte> TextOf(LiveArticle article) =>
        Sources.TextRules.WithTitleForText(article.Document).Text;

    private (long Number, LiveFacts Facts)[] Choose(
        SignedItem item, LiveView view, LiveWindow window, LiveStories stories)
    {
        candidates.Clear();
        shared.Clear();
        view.Gate.EnterReadLock();
        try
        {
            var (starts, near) = FindAll(item, view, window, stories);
            kin = LiveKin.Find(item.Facts.Story, shared, CollectionsMarshal.AsSpan(found), starts, view);
            for (var i = near; i < item.Keys.Length; i++)
                Propose(
                    item.Keys[i], CollectionsMarshal.AsSpan(found)[starts[i - near]..starts[i - near + 1]], stories);
            return Best(item, view);
        }
        finally
        {
            view.Gate.ExitReadLock();
        }
    }

    // The articles of each key of the reuse tier one after the other, and where those of each begin.
    private (int[] Starts, int Near) FindAll(
        SignedItem item, LiveView view, LiveWindow window, LiveStories stories)
    {
        var near = 0;
        for (; near < item.Keys.Length && keys.IsNear(item.Keys[near]); near++)
        {
            Prepare(item.Keys, near, view);
            AddNear(item.Keys[near], view, window);
        }

        found.Clear();
        var starts = new int[item.Keys.Length - near + 1];
        for (var i = near; i < item.Keys.Length; i++)
        {
            Prepare(item.Keys, i, view);
            ofKey.Clear();
            view.Find(item.Keys[i], ofKey, LiveStories.MostArticles);
            if (stories.IsEverywhere(item.Keys[i], CollectionsMarshal.AsSpan(ofKey)))
                ofKey.Clear();
            foreach (var article in ofKey)
            {
                if (!window.Sees(view.FactsOf(article)))
                    continue;
                found.Add(article);
                CollectionsMarshal.GetValueRefOrAddDefault(shared, article, out _)++;
            }

            starts[i - near + 1] = found.Count;
        }

        return (starts, near);
    }

    private static void Prepare(ReadOnlySpan<ulong> all, int next, LiveView view)
    {
        if (next % LiveView.KeysAtOnce == 0)
            view.Prepare(all.Slice(next, Math.Min(LiveView.KeysAtOnce, all.Length - next)));
    }

    private void AddNear(ulong key, LiveView view, LiveWindow window)
    {
        ofKey.Clear();
        view.Find(key, ofKey, MostOfBand);
        foreach (var article in ofKey)
        {
            if (window.Sees(view.FactsOf(article)))
                CollectionsMarshal.GetValueRefOrAddDefault(candidates, article, out _).Near++;
        }
    }

    // What is found in more stories than the cap is boilerplate, and proposes nothing.
    private void Propose(ulong key, ReadOnlySpan<uint> articles, LiveStories stories)
    {
        if (stories.CountOwn(key, articles, kin) > options.Indexing.StoryCap)
            return;
        foreach (var article in articles)
            CollectionsMarshal.GetValueRefOrAddDefault(candidates, article, out _).Shared++;
    }

    private (long Number, LiveFacts Facts)[] Best(SignedItem item, LiveView view)
    {
        var ofCluster = new Dictionary<long, int>();
        var chosen = new List<(long, LiveFacts)>();
        foreach (var (article, (near, shared)) in candidates
            .OrderByDescending(static one => (16 * one.Value.Near) + one.Value.Shared)
            .ThenBy(static one => one.Key))
        {
            var facts = view.FactsOf(article);
            if (near == 0 && !IsCandidate(shared, facts.Keys, item.ReuseKeys))
                continue;
            if (facts.Cluster > 0)
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(ofCluster, facts.Cluster, out _);
                if (number++ >= MostOfCluster)
                    continue;

                // Whether it joins is asked of the representative.
                if (number == 1
                    && view.HeadOf(facts.Cluster) is { } head
                    && head.Representative != article
                    && !chosen.Exists(one => one.Item1 == head.Representative))
                    chosen.Add((head.Representative, view.FactsOf(head.Representative)));
            }

            if (!chosen.Exists(one => one.Item1 == article))
                chosen.Add((article, facts));
            if (chosen.Count >= MostCompared)
                break;
        }

        return [.. chosen];
    }

    private bool IsCandidate(int shared, int keysOfOne, int keysOfOther) =>
        shared >= options.Indexing.MinSharedKeys
            || (shared > 0 && SmallShare * shared >= Math.Min(keysOfOne, keysOfOther));

    private VerifiedPair Compare(
        SignedItem item, LiveArticle article, PairContext context, IStoryCounts stories)
    {
        other.Prepare(TextOf(article).Span, options.ShingleSize);
        context = context with
        {
            AreStubsApart = StubHeadlines.IsStub(text.Tokens.Count)
                && StubHeadlines.IsStub(other.Tokens.Count)
                && headlines.Of(item.Article.Document.Title.Span, text.TextHash)
                    != headlines.Of(article.Document.Title.Span, other.TextHash),
        };
        return DirectionRule.WithDirection(
            verifier.Verify(text, other, context, stories), item.Article.Document.Date, article.Document.Date);
    }
}
