using System.Text;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class FigureDigitsTests
{
    [Theory]
    [InlineData("12,231,000", "12.2", true)]
    [InlineData("84.540", "84,540,000", true)]
    [InlineData("10/12/2015", "2015/12/10", true)]
    [InlineData("8/1/2015", "1/8/2015", true)]
    [InlineData("1/8/2015", "5/6/2015", false)]
    [InlineData("12:00", "06:08", false)]
    [InlineData("12,231,000", "12.3", false)]
    [InlineData("9", "94", false)]
    public void FiguresThatMayBeTheSameAreToldBothWays(string a, string b, bool mayBe)
    {
        Assert.Equal(mayBe, FigureDigits.MayBeTheSame(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b)));
        Assert.Equal(mayBe, FigureDigits.MayBeTheSame(Encoding.UTF8.GetBytes(b), Encoding.UTF8.GetBytes(a)));
    }

    // Of any two days of a year only those that are the same the other way round.
    [Fact]
    public void DatesAreTheSameInAnotherOrderAlone()
    {
        var days = Enumerable.Range(1, 12).SelectMany(static month => Enumerable.Range(1, 28).Select(
            day => (Day: day, Month: month, Written: Encoding.UTF8.GetBytes($"{day:00}/{month:00}/2015")))).ToArray();
        foreach (var one in days)
        {
            foreach (var other in days)
            {
                var isSame = one == other || (one.Day == other.Month && one.Month == other.Day);
                Assert.Equal(isSame, FigureDigits.MayBeTheSame(one.Written, other.Written));
            }
        }
    }
}
