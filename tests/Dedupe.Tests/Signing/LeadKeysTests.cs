using Dedupe.Signing;
using Xunit;

namespace Dedupe.Tests.Signing;

public sealed class LeadKeysTests
{
    [Theory]
    [InlineData(new ulong[] { 1, 2, 3, 4 }, new ulong[] { 1, 2, 3, 4 }, true)]
    [InlineData(new ulong[] { 9, 8, 1 }, new ulong[] { 1, 2 }, true)]
    [InlineData(new ulong[] { 1 }, new ulong[] { 9, 1 }, true)]
    [InlineData(new ulong[] { 9, 8, 7, 1 }, new ulong[] { 1, 2, 3 }, false)]
    [InlineData(new ulong[] { 0 }, new ulong[] { }, false)]
    [InlineData(new ulong[] { }, new ulong[] { }, false)]
    public void TextsBeginAlikeWhenOneOfTheFirstThreeKeysIsInBoth(ulong[] a, ulong[] b, bool areShared)
    {
        Assert.Equal(areShared, LeadKeys.AreShared(LeadKeys.Of(a), LeadKeys.Of(b)));
        Assert.Equal(areShared, LeadKeys.AreShared(LeadKeys.Of(b), LeadKeys.Of(a)));
    }
}
