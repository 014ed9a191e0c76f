using Dedupe.Live;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <summary>What every store promises; each one runs them all.</summary>
public abstract partial class LiveStoreTests : IDisposable
{
    private readonly List<ILiveStore> opened = [];

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    /// <summary>Opens the database of this test once more.</summary>
    private protected abstract ILiveStore OpenOnce();

    private protected ILiveStore Open()
    {
        var store = OpenOnce();
        opened.Add(store);
        return store;
    }

    private protected static void Add(ILiveStore store, params LiveArticle[] articles)
    {
        using var transaction = store.Begin(CancellationToken.None);
        foreach (var article in articles)
            transaction.Add(article);
        transaction.Commit();
    }

    private protected static LiveArticle[] Articles(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(static number => Made.Article(number))];

    private protected static string[] Told(IEnumerable<LiveArticle?> articles) => [.. articles.Select(Made.Told)];

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool isDisposing)
    {
        foreach (var store in opened)
            store.Dispose();
        opened.Clear();
    }

    [Fact]
    public void AnArticleComesBackAsItWasStored()
    {
        var store = Open();
        var articles = Articles(1, 6);
        articles[3] = new LiveArticle { Number = 4, Document = new Document("bare", "") };
        Add(store, articles);

        Assert.Equal(Told(articles), Told(store.ReadAfter(0)));
        Assert.Equal(
            Told([articles[4], null, articles[0], articles[4]]), Told(store.Read([5, 99, 1, 5])));
        Assert.Equal(new LiveCounts(6, 6, 0, 0), store.Count());
        Assert.Empty(store.Read([]));
    }

    [Fact]
    public void ADifferentServerSeesTheSame()
    {
        var store = Open();
        Add(store, Articles(1, 3));
        var other = Open();

        Assert.Equal(store.Identity, other.Identity);
        Assert.NotEqual(Guid.Empty, store.Identity);
        Assert.Equal(Told(Articles(1, 3)), Told(other.ReadAfter(0)));
    }

    [Fact]
    public void ArticlesAreReadAfterANumberAndATime()
    {
        var store = Open();
        var articles = Articles(1, 1200);
        // A clock that was set back.
        articles[999] = articles[999] with { ArrivedAt = Made.Noon.AddDays(-1) };
        foreach (var some in articles.Chunk(500))
            Add(store, some);

        Assert.Equal(Told(articles[700..]), Told(store.ReadAfter(700)));
        Assert.Empty(store.ReadAfter(1200));
        Assert.Equal(
            Told([.. articles[600..999], .. articles[1000..]]), Told(store.ReadAfter(3, articles[600].ArrivedAt)));
        Assert.Equal(
            Told([.. articles[800..999], .. articles[1000..]]), Told(store.ReadAfter(800, articles[600].ArrivedAt)));
        Assert.Empty(store.ReadAfter(0, Made.Noon.AddYears(1)));
    }

    [Fact]
    public void LongTextsAreReadPieceByPiece()
    {
        var store = Open();
        var text = new string('x', 3 << 20);
        Add(store, [.. Enumerable.Range(1, 5).Select(number => Made.Article(number, text + number))]);

        Assert.Equal([1L, 2, 3, 4, 5], store.ReadAfter(0).Select(static article => article.Number));
        Assert.All(store.ReadAfter(0), article =>
            Assert.EndsWith($"x{article.Number}", System.Text.Encoding.UTF8.GetString(article.Document.Text.Span)));
    }

    [Fact]
    public void AnItemIsFoundByItsSourceAndItsId()
    {
        var store = Open();
        LiveArticle[] articles =
        [
            Made.Article(1, id: "a", source: "Wire"),
            Made.Article(2, id: "a", source: "Post"),
            Made.Article(3, id: "b", source: "Wire"),
            Made.Article(4, id: "a", source: "Wire"),
            Made.Article(5, id: "a", source: ""),
            Made.Article(6, id: "a", source: "WIRE"),
        ];
        Add(store, articles);

        Assert.Equal(Told([articles[0], articles[3]]), Told(store.ReadItem("Wire", "a")));
        Assert.Equal(Told([articles[4]]), Told(store.ReadItem("", "a")));
        Assert.Empty(store.ReadItem("Post", "b"));

        using var transaction = store.Begin(CancellationToken.None);
        var late = Made.Article(7, id: "a");
        transaction.Add(late);
        Assert.Equal(Told([articles[0], articles[3], late]), Told(transaction.ReadItem("Wire", "a")));
    }

    [Fact]
    public void StatesTakeWhatTheySay()
    {
        var store = Open();
        var articles = Articles(1, 5);
        using (var transaction = store.Begin(CancellationToken.None))
        {
            foreach (var article in articles)
                transaction.Add(article);
            transaction.Add(Made.Pair(2, 1));
            transaction.Add(Made.Pair(3, 1));
            transaction.Add(Made.Pair(4, 1));
            transaction.Add(Made.Pair(5, 4));
            transaction.SetState(2, LiveState.Expired);
            transaction.SetState(3, LiveState.Removed);
            transaction.Commit();
        }

        using (var transaction = store.Begin(CancellationToken.None))
        {
            transaction.SetState(4, LiveState.Forgotten);
            transaction.SetState(4, LiveState.Forgotten);
            Assert.Throws<ArgumentException>(() => transaction.SetState(6, LiveState.Removed));
            Assert.Throws<ArgumentException>(() => transaction.SetState(2, LiveState.Present));
            transaction.Commit();
        }

        articles[1] = articles[1] with
        {
            State = LiveState.Expired,
            Document = articles[1].Document with { Text = default },
        };
        articles[2] = articles[2] with { State = LiveState.Removed };
        articles[3] = articles[3] with
        {
            State = LiveState.Forgotten,
            Answer = default,
            Document = articles[3].Document with { Text = default, Title = default, Url = default },
        };
        Assert.Equal(Told(articles), Told(store.ReadAfter(0)));
        Assert.Equal(Told(articles), Told(store.Read([1, 2, 3, 4, 5])));
        Assert.Equal(Told([articles[3]]), Told(store.ReadItem("Wire", "item-4")));
        Assert.Equal([(2, LiveState.Expired), (3, LiveState.Removed), (4, LiveState.Forgotten)],
            store.ReadAbsent().Order());
        Assert.Equal(new LiveCounts(2, 5, 0, 0), store.Count());
        Assert.Equal([Made.Pair(3, 1)], store.ReadPairs(1));
        Assert.Empty(store.ReadPairs(5));

        using (var transaction = store.Begin(CancellationToken.None))
        {
            transaction.SetState(3, LiveState.Present);
            transaction.SetState(2, LiveState.Forgotten);
            transaction.Commit();
        }

        Assert.Equal(new LiveCounts(3, 5, 0, 0), store.Count());
        Assert.Equal([(2, LiveState.Forgotten), (4, LiveState.Forgotten)], store.ReadAbsent().Order());
        Assert.Equal(0, store.Read([2])[0]!.Answer.Length);
    }
}
