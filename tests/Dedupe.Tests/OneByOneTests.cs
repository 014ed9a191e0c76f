using System.Text;
using Dedupe.Signing;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests;

/// <summary>
/// Documents that arrive one after the other, each compared with all before it: by the signer, the verifier and values
/// alone, with keys in dictionaries and no collection. The pairs are those of the batch. No text here has boilerplate,
/// so nothing has to be counted over stories that are not known yet.
/// </summary>
public sealed class OneByOneTests
{
    private const int Documents = 200;

    private static readonly DedupeOptions Options = new() { Threads = 2 };

    private readonly TextSigner signer = new(Options);
    private readonly PairVerifier verifier = new(Options);
    private readonly Dictionary<UInt128, List<int>> byContent = [];
    private readonly Dictionary<(int Band, ulong Key), List<int>> byBand = [];
    private readonly Dictionary<ulong, List<int>> bySample = [];
    private readonly List<PreparedText> arrived = [];

    [Fact]
    public async Task ThePairsOfTheBatchAreFound()
    {
        var documents = Enumerable.Range(0, Documents).Select(static number => new Document(Id(number), Text(number)))
            .ToList();
        var batch = await new Deduplicator(Options).RunAsync(
            documents.ToAsyncEnumerable(), cancellationToken: TestContext.Current.CancellationToken);
        var found = new List<string>();
        for (var number = 0; number < Documents; number++)
            found.AddRange(Arrive(number));

        var expected = batch.Pairs.Select(Line).ToList();
        Assert.True(expected.Count > Documents / 4, $"{expected.Count} pairs");
        Assert.Equal(
            [Relation.Partial, Relation.Derived, Relation.NearDuplicate, Relation.Identical],
            batch.Pairs.Select(static pair => pair.Relation).Distinct().Order());
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    // Whatever shares a key with the document that arrives is compared with it; its keys are kept afterwards.
    private List<string> Arrive(int number)
    {
        var text = Encoding.UTF8.GetBytes(Text(number));
        var keys = signer.Sign(text);
        var prepared = new PreparedText();
        prepared.Prepare(text, Options.ShingleSize);
        var candidates = new SortedSet<int>(Keep(byContent, keys.ContentHash, number));
        for (var band = 0; band < keys.BandKeys.Length; band++)
            candidates.UnionWith(Keep(byBand, (band, keys.BandKeys[band]), number));
        foreach (var key in keys.SampleKeys)
            candidates.UnionWith(Keep(bySample, key, number));
        arrived.Add(prepared);

        var found = new List<string>();
        foreach (var earlier in candidates.Where(earlier => earlier != number))
        {
            var pair = verifier.Verify(arrived[earlier], prepared, default, stories: null);
            if (pair.Relation != Relation.None)
                found.Add(Line(pair with { A = earlier, B = number }));
        }

        return found;
    }

    private static int[] Keep<T>(Dictionary<T, List<int>> postings, T key, int number)
        where T : notnull
    {
        if (!postings.TryGetValue(key, out var list))
            postings.Add(key, list = []);
        int[] before = [.. list];
        list.Add(number);
        return before;
    }

    private static string Id(int number) => $"{number:D3}";

    // Groups of four, in turn: a story and a near-duplicate of it; a story twice; a story, one derived from it, and one
    // that has two of its sentences. The others are texts by themselves.
    private static string Text(int number)
    {
        var story = Words(number / 4, 300);
        return string.Join(' ', (number / 4 % 3, number % 4) switch
        {
            (_, 0) or (1, 1) => story,
            (0, 1) => Changed(story, every: 100, number),
            (2, 1) => Changed(story, every: 20, number),
            (2, 2) => [.. story[..24], .. Words(1000 + number, 150), .. story[60..84], .. Words(2000 + number, 150)],
            _ => Words(3000 + number, 300),
        });
    }

    private static string[] Changed(string[] words, int every, int number) =>
        [.. words.Select((word, at) => at % every == every - 1 ? $"{word}x{number}" : word)];

    private static string[] Words(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => $"w{random.Next(1_000_000)}")];
    }

    private static string Line(VerifiedPair pair) => FormattableString.Invariant(
        $"{pair.A} {pair.B} {pair.Relation} {pair.Jaccard:R} {pair.ContainmentA:R} {pair.ContainmentB:R} ")
        + FormattableString.Invariant($"{pair.CoverageA:R} {pair.ProseCoverageA:R} {pair.ProseCoverageB:R} ")
        + string.Join(' ', pair.Passages);
}
