using Dedupe.Clustering;
using Dedupe.Signing;
using Dedupe.Tests.Signing;
using Dedupe.Tests.Verification;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Clustering;

/// <summary>
/// Which members of a cluster are compared with which, so that a copy to keep is found; document 0 represents the
/// cluster.
/// </summary>
public sealed class KeptCandidatesTests
{
    // Beside the representative each has this share for itself, in thousandths; beside the others as the test says.
    private readonly Dictionary<(int, int), int> shares = [];
    private readonly List<string> asked = [];

    [Theory]
    [InlineData(100, "")]
    [InlineData(101, "1-2")]
    public void AMemberThatItsRepresentativeHasIsComparedWithNoOther(int share, string expected)
    {
        Complete([500, 500, 40], (0, 1, share), (0, 2, share));
        Assert.Equal(expected, Asked());
    }

    [Fact]
    public void OneMemberAloneHasNothingToBeComparedWith()
    {
        Complete([19, 500, 300], (0, 1, 900), (0, 2, 50));
        Assert.Equal("", Asked());
    }

    // The longest first; what it has is compared with no other. Of equally long ones the first.
    [Fact]
    public void TheLongestIsTriedFirst()
    {
        Complete(
            [19, 300, 700, 700, 200], (0, 1, 900), (0, 2, 900), (0, 3, 900), (0, 4, 900), (1, 2, 40), (2, 3, 500),
            (2, 4, 500), (3, 4, 0));
        Assert.Equal("1-2 2-3 2-4|3-4", Asked());
    }

    // Six that have nothing in common: after four tries it is enough.
    [Fact]
    public void FourCopiesAreTried()
    {
        Complete(
            [19, 600, 500, 400, 300, 200, 100], [.. Enumerable.Range(1, 6).Select(static member => (0, member, 900))]);
        Assert.Equal("1-2 1-3 1-4 1-5 1-6|2-3 2-4 2-5 2-6|3-4 3-5 3-6|4-5 4-6", Asked());
    }

    // What was compared already is not again, and counts: 2 has 3, so 3 has nothing to be tried with.
    [Fact]
    public void WhatIsKnownIsNotAskedAgain()
    {
        Complete([19, 300, 700, 200], (0, 1, 900), (0, 2, 900), (0, 3, 900), (2, 3, 0));
        Require(2, 3);
        Assert.Equal("1-2", Asked());
    }

    // Documents of one text are one.
    [Fact]
    public void OneTextIsComparedOnce()
    {
        Complete(
            [19, 300, 700, 300], [(0, 1, 900), (0, 2, 900), (0, 3, 900)],
            static document => (UInt128)(document == 3 ? 1 : document));
        Assert.Equal("1-2", Asked());
    }

    private readonly List<(int X, int Y)> known = [];

    private void Require(int x, int y)
    {
        known.Add((x, y));
        asked.Clear();
        Run();
    }

    private Action Run { get; set; } = static () => { };

    private string Asked() => string.Join('|', asked);

    private void Complete(int[] words, params (int X, int Y, int Own)[] own) =>
        Complete(words, own, static document => (UInt128)document);

    private void Complete(int[] words, (int X, int Y, int Own)[] own, Func<int, UInt128> textOf)
    {
        foreach (var (x, y, share) in own)
            shares[(x, y)] = share;
        Run = () =>
        {
            using var documents = SomeDocuments.Make(
                words.Length, number => new SignedDocument { Words = words[number], ContentHash = textOf(number) });
            var edges = new VerifiedEdges(candidates =>
            {
                asked.Add(string.Join(' ', candidates.Select(static pair => $"{pair.A}-{pair.B}")));
                return SomePairs.Block(Array.ConvertAll(candidates, pair => Pair(pair.A, pair.B)));
            });
            edges.Add(
                SomePairs.Block(
                    [.. Enumerable.Range(1,
                    words.Length - 1)
                        .Select(member => (0, member))
                        .Concat(known)
                        .Select(pair => Pair(pair.Item1, pair.Item2))]));
            var members = Enumerable.Range(0, words.Length)
                .Select(static document => SomeClusters.Member(document, Relation.Derived, 0, 0, 0, 0));
            new KeptCandidates(documents, edges).Complete([new Cluster("c", "earliest", [.. members])]);
        };
        Run();
    }

    // Both have the same share for themselves, of a thousand words; where nothing was said, all.
    private VerifiedPair Pair(int x, int y)
    {
        var own = new OwnText(1000, [new WordRange(0, shares.GetValueOrDefault((x, y), 1000))], []);
        return BareResults.Pair(x, y, Relation.Derived) with { OwnA = own, OwnB = own };
    }
}
