using System.Text;
using Dedupe.Batch.Removal;
using Xunit;

namespace Dedupe.Tests.Batch.Removal;

public sealed class KeptCopiesTests
{
    // The ids are in the order of the policy.
    private static string Choose(int count, RemovalPair[] pairs, params int[] earlier)
    {
        var members = Enumerable.Range(0, count)
            .Select(
                number => new RemovalMember(
                    Encoding.UTF8.GetBytes($"{number:D4}"), "c")
                { IsEarlier = earlier.Contains(number) }).ToArray();
        new KeptCopies(members, new KeepPolicy()).Choose(pairs);
        return string.Concat(
            members.Select(
                static member => member.Fate switch
                {
                    RemovalFate.Removed => '-',
                    RemovalFate.KeptCopy => 'K',
                    _ => 'o'
                }));
    }

    private static RemovalPair Same(int x, int y) => new(x, y, Relation.Identical, true, true, 0, 0);

    private static RemovalPair Goes(int going, int staying) =>
        new(going, staying, Relation.Derived, true, false, 0, 0.5f);

    private static RemovalPair Either(int x, int y) => new(x, y, Relation.NearDuplicate, true, true, 0, 0);

    private static RemovalPair Neither(int x, int y) => new(x, y, Relation.Derived, false, false, 0.5f, 0.5f);

    [Fact]
    public void TheAlertGoesAndTheStoryStays() => Assert.Equal("-K", Choose(2, [Goes(0, 1)]));

    [Fact]
    public void WhereEitherMayGoThePolicyDecides() => Assert.Equal("K-", Choose(2, [Either(0, 1)]));

    [Fact]
    public void TheCopyBesideWhichMostCanGoIsKept() =>
        Assert.Equal("--K-", Choose(4, [Either(0, 2), Either(1, 2), Either(2, 3)]));

    [Fact]
    public void AClusterMayKeepSeveral() =>
        Assert.Equal("K-oK-", Choose(5, [Either(0, 1), Neither(1, 2), Neither(0, 2), Neither(0, 3), Either(3, 4)]));

    [Fact]
    public void NothingGoesOverAChain() =>
        // 0 may go beside 1, and 1 beside 2, but nobody looked at 0 beside 2.
        Assert.Equal("-Ko", Choose(3, [Goes(0, 1), new RemovalPair(1, 2, Relation.Derived, true, false, 0, 0.5f)]));

    [Fact]
    public void WhatGoesIsNeverWhatOthersGoBeside()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var count = random.Next(2, 9);
            var pairs = new List<RemovalPair>();
            for (var x = 0; x < count; x++)
            {
                for (var y = x + 1; y < count; y++)
                {
                    if (random.Next(2) == 0)
                        pairs.Add(
                            new RemovalPair(x, y, Relation.Derived, random.Next(2) == 0, random.Next(2) == 0, 0, 0));
                }
            }

            var fates = Choose(count, [.. pairs]);
            Assert.Contains(fates, fate => fate != '-');
            for (var member = 0; member < count; member++)
            {
                var kept = pairs.Any(
                    pair => (pair.X == member && pair.XMayGo && fates[pair.Y] != '-')
                        || (pair.Y == member && pair.YMayGo && fates[pair.X] != '-'));
                Assert.True(fates[member] != '-' || kept, $"{fates}: {member} went beside nothing that stays");
            }
        }
    }

    [Fact]
    public void IdenticalTextsCountAsOneAndBestOfThemStays() =>
        Assert.Equal("K--", Choose(3, [Same(0, 2), Either(0, 1)]));

    [Fact]
    public void IdenticalTextsGoTogether() => Assert.Equal("--K", Choose(3, [Same(0, 1), Goes(0, 2)]));

    [Fact]
    public void WhatAnEarlierRunHasStaysAndOthersGoBesideIt()
    {
        Assert.Equal("-K", Choose(2, [Either(0, 1)], 1));
        Assert.Equal("KK-", Choose(3, [Same(0, 1), Same(0, 2)], 0, 1));
        Assert.Equal("oo", Choose(2, [Goes(0, 1)], 0));
    }

    [Fact]
    public void WhatIsReadThroughALinkNeitherGoesNorIsKeptForAnother()
    {
        RemovalMember[] members =
            [.. Enumerable.Range(0,
                4).Select(static number => new RemovalMember([(byte)number], "c") { IsBehindLink = number is 0 or 3 })];
        new KeptCopies(members, new KeepPolicy()).Choose([Same(0, 1), Same(0, 2), Goes(1, 3)]);
        Assert.Equal(
            [RemovalFate.KeptForOwnText, RemovalFate.KeptCopy, RemovalFate.Removed, RemovalFate.KeptForOwnText],
            members.Select(static member => member.Fate));
    }

    [Fact]
    public void ManyCopiesAreDoneInOneLook()
    {
        const int Count = 20_000;
        var fates = Choose(Count, [.. Enumerable.Range(1, Count - 1).Select(static number => Either(0, number))]);
        Assert.Equal("K" + new string('-', Count - 1), fates);
    }
}
