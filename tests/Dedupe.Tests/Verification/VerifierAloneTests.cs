using Dedupe.Indexing;
using Dedupe.Signing;
using Dedupe.Verification;
using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests.Verification;

/// <summary>
/// The verifier by itself: two texts, what is known about their documents, and counts that are kept in a dictionary. It
/// finds what the batch finds, boilerplate and all.
/// </summary>
public sealed class VerifierAloneTests
{
    private static readonly DateTimeOffset Noon = new(2031, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly DedupeOptions Options = new() { Indexing = new IndexingOptions { StoryCap = 4 } };

    // Fourteen stories, of which six were printed by two outlets. All articles of an outlet end in its footer, which is
    // so found in more stories than the cap; three stories have some background in common, two a shorter stretch that
    // no whole window is in.
    [Fact]
    public async Task ADictionaryOfCountsGivesThePairsOfTheBatch()
    {
        var items = Items();
        var batch = await RunAsync(items.Select(static item => item.Document), Options);
        var counts = new CountsInADictionary(items);
        var verifier = new PairVerifier(Options);

        Assert.Contains(batch.Pairs, static pair => pair.OwnA?.Boilerplate.Count > 0);
        Assert.Contains(batch.Pairs, static pair => pair.Relation == Relation.Derived);
        Assert.Contains(batch.Pairs, static pair => pair.Passages.Any(IsTemplate));
        foreach (var expected in batch.Pairs)
        {
            var (a, b) = (items[expected.A], items[expected.B]);
            var context = new PairContext
            {
                AreOneStory = a.Story == b.Story,
                IsStockText = a.Outlet == b.Outlet,
                AreOutletsKnown = true,
            };
            var pair = verifier.Verify(Prepared(a), Prepared(b), context, counts);

            pair = DirectionRule.WithDirection(
                pair with { A = expected.A, B = expected.B }, a.Document.Date, b.Document.Date);
            Assert.Equal(SomePairs.Text(expected), SomePairs.Text(pair));
        }
    }

    [Fact]
    public void WithoutCountsNothingIsBoilerplate()
    {
        var items = Items();
        var verifier = new PairVerifier(Options);
        var (a, b) = (Prepared(items[2]), Prepared(items[10]));

        Assert.NotEqual(
            PassageKind.Prose,
            verifier.Verify(a, b, new PairContext { AreOutletsKnown = true }, new CountsInADictionary(items))
                .Passages[^1].Kind);
        Assert.Equal(PassageKind.Prose, verifier.Verify(a, b, default, null).Passages[^1].Kind);
    }

    // The numbers of a pair are its caller's: the verifier knows two texts.
    [Fact]
    public void TheFirstTextIsNumberNoughtAndTheSecondNumberOne()
    {
        var items = Items();
        var verifier = new PairVerifier(Options);
        var (a, b) = (Prepared(items[5]), Prepared(items[6]));

        Assert.Equal((0, 1), (verifier.Verify(b, a, default, null).A, verifier.Verify(b, a, default, null).B));
        Assert.Equal((0, 1), (verifier.Resemblance(b, a).A, verifier.Resemblance(b, a).B));
    }

    private static List<Item> Items()
    {
        var items = new List<Item>();
        for (var story = 0; story < 14; story++)
        {
            Add(story, outlet: story % 2, Words(100 + story, 200));
            if (story < 6)
                Add(story, outlet: 2, $"{Words(100 + story, 150)} {Words(200 + story, 60)}");
        }

        return items;

        void Add(int story, int outlet, string text)
        {
            if (story < 3)
                text = $"{text} {Words(1, 40)} {Words(300 + items.Count, 30)}";
            if (story is 3 or 4)
                text = $"{text} {Words(2, 11)} {Words(400 + items.Count, 30)} {Words(3, 30)} {Words(items.Count, 9)}";
            items.Add(new Item(
                new Document(
                    $"d{items.Count:00}", $"{text} {Words(50 + outlet, 45)}",
                    source: $"outlet {outlet}", date: Noon.AddDays(10 * story)),
                story, outlet));
        }
    }

    private static PreparedText Prepared(Item item)
    {
        var text = new PreparedText();
        text.Prepare(item.Document.Text.Span, Options.ShingleSize);
        return text;
    }

    private static bool IsTemplate(Passage passage) => passage.Kind == PassageKind.Template;

    private sealed record Item(Document Document, int Story, int Outlet);

    private sealed class CountsInADictionary : IStoryCounts
    {
        private readonly Dictionary<ulong, HashSet<int>> storiesOf = [];

        public CountsInADictionary(IEnumerable<Item> items)
        {
            var signer = new TextSigner(Options);
            foreach (var item in items)
            {
                foreach (var key in signer.Sign(item.Document.Text.Span).SampleKeys)
                {
                    if (!storiesOf.TryGetValue(key, out var stories))
                        storiesOf.Add(key, stories = []);
                    stories.Add(item.Story);
                }
            }
        }

        public void Count(ReadOnlySpan<ulong> keys, Span<int> stories)
        {
            for (var i = 0; i < keys.Length; i++)
                stories[i] = storiesOf.TryGetValue(keys[i], out var found) && found.Count > 1 ? found.Count : 0;
        }
    }
}
