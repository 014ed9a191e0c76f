using System.Globalization;
using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

public sealed class DateParserTests
{
    [Theory]
    [InlineData("2024-03-01", "2024-03-01T00:00:00+00:00")]
    [InlineData(" 2024-02-29 ", "2024-02-29T00:00:00+00:00")]
    [InlineData("2024-03-01T10:20", "2024-03-01T10:20:00+00:00")]
    [InlineData("2024-03-01 10:20:30", "2024-03-01T10:20:30+00:00")]
    [InlineData("2024-03-01T10:20:30Z", "2024-03-01T10:20:30+00:00")]
    [InlineData("2024-03-01T10:20:30.5+03:00", "2024-03-01T10:20:30.5+03:00")]
    [InlineData("2024-03-01T10:20:30.123456789-0530", "2024-03-01T10:20:30.1234567-05:30")]
    [InlineData("2024-03-01T10:20:30 +02", "2024-03-01T10:20:30+02:00")]
    [InlineData("Fri, 01 Mar 2024 10:20:30 GMT", "2024-03-01T10:20:30+00:00")]
    [InlineData("Fri, 1 Mar 2024 10:20:30 +0300", "2024-03-01T10:20:30+03:00")]
    [InlineData("01 Mar 2024 10:20 UTC", "2024-03-01T10:20:00+00:00")]
    [InlineData("0001-01-01", "0001-01-01T00:00:00+00:00")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59+00:00")]
    public void Dates_of_newspapers_and_feeds_are_read(string text, string expected)
    {
        var date = DateParser.Parse(Encoding.UTF8.GetBytes(text));
        Assert.NotNull(date);
        Assert.True(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).EqualsExact(date.Value), $"{date:O}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2024")]
    [InlineData("2023-02-29")]
    [InlineData("2024-13-01")]
    [InlineData("2024-00-01")]
    [InlineData("0000-01-01")]
    [InlineData("2024-03-01T")]
    [InlineData("2024-03-01T24:00")]
    [InlineData("2024-03-01T10:61")]
    [InlineData("2024-03-01T10:20:")]
    [InlineData("2024-03-01T10:20:30.")]
    [InlineData("2024-03-01T10:20:30+15:00")]
    [InlineData("2024-03-01T10:20:30+01:60")]
    [InlineData("2024-03-01T10:20:30Zebra")]
    [InlineData("2024-03-01x")]
    [InlineData("0001-01-01T00:00:00+05:00")]
    [InlineData("9999-12-31T23:59:59-05:00")]
    [InlineData("Fri, 01 Foo 2024 10:20:30 GMT")]
    [InlineData("Fri, 30 Feb 2024 10:20:30 GMT")]
    [InlineData("Fri, 01 Mar 2024")]
    [InlineData("1 M")]
    [InlineData("٢٠٢٤-٠٣-٠١")]
    public void What_is_no_date_is_unknown(string text) => Assert.Null(DateParser.Parse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("0", "1970-01-01T00:00:00+00:00")]
    [InlineData("1709288430", "2024-03-01T10:20:30+00:00")]
    [InlineData("1709288430.25", "2024-03-01T10:20:30.25+00:00")]
    [InlineData("-1", "1969-12-31T23:59:59+00:00")]
    [InlineData("1.7e9", "2023-11-14T22:13:20+00:00")]
    public void Unix_seconds_are_read(string number, string expected) => Assert.Equal(
        DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), DateParser.ParseUnixSeconds(Encoding.UTF8.GetBytes(number)));

    [Theory]
    [InlineData("1e400")]
    [InlineData("1709288430000000")]
    [InlineData("-99999999999")]
    public void Seconds_out_of_range_are_unknown(string number) => Assert.Null(DateParser.ParseUnixSeconds(Encoding.UTF8.GetBytes(number)));

    [Fact]
    public void Every_date_that_dotnet_writes_is_read_back()
    {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            var offset = TimeSpan.FromMinutes(random.Next(-14 * 60, 14 * 60));
            var date = new DateTimeOffset(random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), offset);
            Assert.True(date.EqualsExact(DateParser.Parse(Encoding.UTF8.GetBytes(date.ToString("O")))!.Value));
            var seconds = new DateTimeOffset(date.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
            Assert.Equal(seconds, DateParser.Parse(Encoding.UTF8.GetBytes(seconds.ToString("R"))));
        }
    }
}
