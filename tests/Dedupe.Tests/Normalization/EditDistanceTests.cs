using Dedupe.Normalization;
using Xunit;

namespace Dedupe.Tests.Normalization;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("press", "press", 0)]
    [InlineData("press", "", 5)]
    [InlineData("press", "prss", 1)]
    [InlineData("press", "perss", 1)]
    [InlineData("press", "prexs", 1)]
    [InlineData("press", "pxesy", 2)]
    [InlineData("minister", "rninistor", 3)]
    [InlineData("abcdef", "badcfe", 3)]
    public void DistanceIsTheSameBothWays(string a, string b, int distance)
    {
        Assert.Equal(distance, EditDistance.Of(a, b));
        Assert.Equal(distance, EditDistance.Of(b, a));
    }
}
