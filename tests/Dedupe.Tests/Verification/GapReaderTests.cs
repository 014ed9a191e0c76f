using System.Text;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class GapReaderTests
{
    // A figure is a date beside the name of a month, on either side, and when it has the shape of a year.
    [Theory]
    [InlineData("on June 12 again", true)]
    [InlineData("on 12 June again", true)]
    [InlineData("some 12 boats again", false)]
    [InlineData("in 1900 again", true)]
    [InlineData("in 1899 again", false)]
    [InlineData("in 2099 again", true)]
    [InlineData("in 2100 again", false)]
    [InlineData("in 02000 again", false)]
    [InlineData("two thousand again", false)]
    public void ADateIsToldFromOtherFigures(string words, bool isDate)
    {
        var text = new PreparedText();
        text.Prepare(Encoding.UTF8.GetBytes(words), 5);
        var from = 0;

        Assert.True(new GapReader(text, 0, text.Tokens.Count).NextNumber(ref from, out var number));
        Assert.Equal(isDate, number.IsDate);
    }
}
