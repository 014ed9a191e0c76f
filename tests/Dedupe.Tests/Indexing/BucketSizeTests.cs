using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class BucketSizeTests
{
    [Fact]
    public void SmallNumbersAreExact()
    {
        for (var documents = 0; documents < 1024 + 32; documents += 1)
            Assert.Equal(
                documents < 1024 ? documents : 1024 + ((documents - 1024) / 32 * 32), BucketSize.Round(documents));
    }

    [Theory]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(100_000)]
    [InlineData(536_870_912)]
    [InlineData(int.MaxValue)]
    public void LargeOnesAreRoundedDownByThreeInAHundredAtMost(int documents)
    {
        Assert.InRange(BucketSize.Encode(documents), 0, (1 << BucketSize.Bits) - 1);
        Assert.InRange(BucketSize.Round(documents), documents - (documents / 32), documents);
        Assert.Equal(BucketSize.Encode(documents), BucketSize.Encode(BucketSize.Round(documents)));
    }

    [Fact]
    public void CodesAscendWithTheNumbers()
    {
        for (long documents = 1, before = 0; documents <= int.MaxValue; documents += 1 + (documents / 100))
        {
            var code = BucketSize.Encode((int)documents);
            Assert.True(code >= before, $"{documents} has code {code} behind {before}");
            before = code;
        }
    }
}
