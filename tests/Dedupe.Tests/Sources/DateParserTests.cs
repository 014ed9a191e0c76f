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
    [InlineData("Sat, 01 Mar 2025 06:00:00 EST", "2025-03-01T06:00:00-05:00")]
    [InlineData("Sat, 01 Mar 2025 06:00:00 pdt", "2025-03-01T06:00:00-07:00")]
    [InlineData("Sat, 01 Mar 25 06:00:00 GMT", "2025-03-01T06:00:00+00:00")]
    [InlineData("Sat, 1 Mar 87 06:00:00 Z", "1987-03-01T06:00:00+00:00")]
    [InlineData("Saturday, 01-Mar-25 06:00:00 GMT", "2025-03-01T06:00:00+00:00")]
    [InlineData("Sat Mar  1 06:00:00 2025", "2025-03-01T06:00:00+00:00")]
    [InlineData("Sat Mar  1 06:00:00 CET 2025", "2025-03-01T06:00:00+01:00")]
    [InlineData("Sat Mar 01 06:00:00 -0500 2025", "2025-03-01T06:00:00-05:00")]
    [InlineData("Sat Mar 01 2025 06:00:00 GMT-0500 (Eastern Standard Time)", "2025-03-01T06:00:00-05:00")]
    [InlineData("Sat, 1 Mar 2025", "2025-03-01T00:00:00+00:00")]
    [InlineData("March 1, 2025", "2025-03-01T00:00:00+00:00")]
    [InlineData("Sept. 1, 2025 at 6:05 p.m. EDT", "2025-09-01T18:05:00-04:00")]
    [InlineData("1st March 2025", "2025-03-01T00:00:00+00:00")]
    [InlineData("2025-Mar-01", "2025-03-01T00:00:00+00:00")]
    [InlineData("20250301", "2025-03-01T00:00:00+00:00")]
    [InlineData("20250301T060000Z", "2025-03-01T06:00:00+00:00")]
    [InlineData("20250301T0600+0100", "2025-03-01T06:00:00+01:00")]
    [InlineData("20250301060000", "2025-03-01T06:00:00+00:00")]
    [InlineData("2025-W09-6", "2025-03-01T00:00:00+00:00")]
    [InlineData("2025W096", "2025-03-01T00:00:00+00:00")]
    [InlineData("2025-060", "2025-03-01T00:00:00+00:00")]
    [InlineData("2025060", "2025-03-01T00:00:00+00:00")]
    [InlineData("2025-3-1 6:00", "2025-03-01T06:00:00+00:00")]
    [InlineData("2025/03/01", "2025-03-01T00:00:00+00:00")]
    [InlineData("2025.03.01", "2025-03-01T00:00:00+00:00")]
    [InlineData("31/12/2025", "2025-12-31T00:00:00+00:00")]
    [InlineData("12/31/2025 06:00", "2025-12-31T06:00:00+00:00")]
    [InlineData("31.12.2025", "2025-12-31T00:00:00+00:00")]
    [InlineData("03/03/2025", "2025-03-03T00:00:00+00:00")]
    [InlineData("2025-03-01T06:00:00+01:00[Europe/Berlin]", "2025-03-01T06:00:00+01:00")]
    [InlineData("2025-03-01 06:00:00 PM", "2025-03-01T18:00:00+00:00")]
    [InlineData("2025-03-01 12:00 am", "2025-03-01T00:00:00+00:00")]
    [InlineData("2025-03-01T06:00:00,5 UTC+3", "2025-03-01T06:00:00.5+03:00")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00")]
    [InlineData("1740808800", "2025-03-01T06:00:00+00:00")]
    [InlineData("1740808800000", "2025-03-01T06:00:00+00:00")]
    [InlineData("1740808800.5", "2025-03-01T06:00:00.5+00:00")]
    [InlineData("27-MAR-1987 00:02:59.13", "1987-03-27T00:02:59.13+00:00")]
    [InlineData("3-MAR-1987  09:15:05.40", "1987-03-03T09:15:05.4+00:00")]
    [InlineData("27-MAR-1987 00:02:59.13RM", "1987-03-27T00:02:59.13+00:00")]
    [InlineData("27-MAR-1987 08:45:34.42C G T M", "1987-03-27T08:45:34.42+00:00")]
    [InlineData("1987-03-27 08:45:34 F", "1987-03-27T08:45:34+00:00")]
    [InlineData("27-MAR-1987 00:02:59.13Z", "1987-03-27T00:02:59.13+00:00")]
    [InlineData("27-MAR-1987 00:02:59 EST", "1987-03-27T00:02:59-05:00")]
    [InlineData("27MAR1987", "1987-03-27T00:00:00+00:00")]
    [InlineData("MAR 27 1987", "1987-03-27T00:00:00+00:00")]
    [InlineData("27.03.1987 00:02", "1987-03-27T00:02:00+00:00")]
    [InlineData("27.3.1987, 00:02:59", "1987-03-27T00:02:59+00:00")]
    [InlineData("3/27/1987, 12:02:59 AM", "1987-03-27T00:02:59+00:00")]
    [InlineData("27/03/1987 - 14:02", "1987-03-27T14:02:00+00:00")]
    [InlineData("27/03/2017 às 14h30", "2017-03-27T14:30:00+00:00")]
    [InlineData("27/03/2017 14h30", "2017-03-27T14:30:00+00:00")]
    [InlineData("Freitag, 27.03.1987, 14:02 Uhr", "1987-03-27T14:02:00+00:00")]
    [InlineData("27. März 1987, 14:02 Uhr MEZ", "1987-03-27T14:02:00+01:00")]
    [InlineData("sexta-feira, 27 de março de 1987", "1987-03-27T00:00:00+00:00")]
    [InlineData("27 MARS 1987 à 14h30", "1987-03-27T14:30:00+00:00")]
    [InlineData("1er avril 1987", "1987-04-01T00:00:00+00:00")]
    [InlineData("1º de abril de 1987", "1987-04-01T00:00:00+00:00")]
    [InlineData("27 марта 1987 г., 14:02", "1987-03-27T14:02:00+00:00")]
    [InlineData("27 مارس 1987", "1987-03-27T00:00:00+00:00")]
    [InlineData("الجمعة 27 تشرين الثاني 1987", "1987-11-27T00:00:00+00:00")]
    [InlineData("الجمعة، 27 كانون الأول، 1987", "1987-12-27T00:00:00+00:00")]
    [InlineData("1987年3月27日 14:02", "1987-03-27T14:02:00+00:00")]
    [InlineData("1987년 3월 27일", "1987-03-27T00:00:00+00:00")]
    [InlineData("271002 Mar 87", "1987-03-27T10:02:00+00:00")]
    [InlineData("271002Z MAR 87", "1987-03-27T10:02:00+00:00")]
    [InlineData("271002ZMAR87", "1987-03-27T10:02:00+00:00")]
    [InlineData("271002 GMT Mar 1987", "1987-03-27T10:02:00+00:00")]
    [InlineData("271002+0100 mars 1987", "1987-03-27T10:02:00+01:00")]
    [InlineData("03-27-87 1002EST", "1987-03-27T10:02:00-05:00")]
    [InlineData("12/29/17", "2017-12-29T00:00:00+00:00")]
    [InlineData("7/23/17", "2017-07-23T00:00:00+00:00")]
    [InlineData("27.03.87", "1987-03-27T00:00:00+00:00")]
    [InlineData("87/03/27", "1987-03-27T00:00:00+00:00")]
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
    [InlineData("Fri, 01 Mar")]
    [InlineData("1 M")]
    [InlineData("٢٠٢٤-٠٣-٠١")]
    [InlineData("01/03/2025")]
    [InlineData("01.03.2025")]
    [InlineData("31/12/25")]
    [InlineData("31/31/2025")]
    [InlineData("2025-02-30")]
    [InlineData("202503")]
    [InlineData("2025-03")]
    [InlineData("March 2025")]
    [InlineData("12")]
    [InlineData("200103011200")]
    [InlineData("2025-W54-1")]
    [InlineData("2025-366")]
    [InlineData("2025-03-01 06:00 IST")]
    [InlineData("2025-03-01 06:00 EST5EDT")]
    [InlineData("2025-03-01 13:00 pm")]
    [InlineData("Mar 1 2025 April")]
    [InlineData("1 2 Mar 2025")]
    [InlineData("2 days ago")]
    [InlineData("--")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("31-MAR-1987 605:12:19.12")]
    [InlineData("9-APR-1987 00:00:00.00    # date added by guesswork")]
    [InlineData("27-MAR-1987 00:02:59.13 ET")]
    [InlineData("27-MAR-1987 00:02:59.13 rm")]
    [InlineData("27-MAR-1987 00:02:59.13 RMC")]
    [InlineData("27-MAR-1987 00:02:59.13A B C D E")]
    [InlineData("27-MAR-1987 RM")]
    [InlineData("2025-03-01 -0500")]
    [InlineData("03/04/87")]
    [InlineData("03-02-87 1002EST")]
    [InlineData("27 xyz 1987")]
    [InlineData("27 mars avril 1987")]
    [InlineData("321002 Mar 87")]
    [InlineData("272502 Mar 87")]
    [InlineData("271002A Mar 87")]
    [InlineData("271002 Mar 87 X")]
    [InlineData("271002 Mar")]
    [InlineData("1987年13月27日")]
    [InlineData("1987年3月")]
    [InlineData("27 mars 1987 à 14h")]
    public void What_is_no_date_is_unknown(string text) => Assert.Null(DateParser.Parse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("0", "1970-01-01T00:00:00+00:00")]
    [InlineData("1709288430", "2024-03-01T10:20:30+00:00")]
    [InlineData("1709288430.25", "2024-03-01T10:20:30.25+00:00")]
    [InlineData("-1", "1969-12-31T23:59:59+00:00")]
    [InlineData("1.7e9", "2023-11-14T22:13:20+00:00")]
    [InlineData("1740808800000", "2025-03-01T06:00:00+00:00")]
    [InlineData("1740808800000000", "2025-03-01T06:00:00+00:00")]
    [InlineData("1740808800000000000", "2025-03-01T06:00:00+00:00")]
    [InlineData("1740808800123456789", "2025-03-01T06:00:00.1234568+00:00")]
    [InlineData("20250301", "2025-03-01T00:00:00+00:00")]
    [InlineData("20250301060000", "2025-03-01T06:00:00+00:00")]
    public void Unix_seconds_are_read(string number, string expected) => Assert.Equal(
        DateTimeOffset.Parse(
            expected, CultureInfo.InvariantCulture), DateParser.ParseNumber(Encoding.UTF8.GetBytes(number)));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-99999999999")]
    [InlineData("9e20")]
    public void Seconds_out_of_range_are_unknown(string number) =>
        Assert.Null(DateParser.ParseNumber(Encoding.UTF8.GetBytes(number)));

    [Theory]
    [InlineData("2025")]
    [InlineData("202503")]
    [InlineData("2025060")]
    [InlineData("200103011200")]
    public void A_number_that_may_be_a_year_or_a_month_is_not_taken_for_seconds(string number) =>
        Assert.Null(DateParser.ParseNumber(Encoding.UTF8.GetBytes(number)));

    [Fact]
    public void No_bytes_make_it_fail_and_what_is_read_is_a_date_whatever_stands_around_it()
    {
        var random = new Random(2);
        var parts =
            "2025|12|1|03|31|-|/|.|:|T|Z| |,|+|Mar|March|Sat|EST|GMT|am|pm|W|(|)|[|]|06|00|\u00e9|\0|at|th".Split('|');
        int read = 0;
        for (int i = 0; i < 200_000; i++)
        {
            string text = string.Concat(
                Enumerable.Range(0, random.Next(1, 14)).Select(_ => parts[random.Next(parts.Length)]));
            var date = DateParser.Parse(Encoding.UTF8.GetBytes(text));
            DateParser.ParseNumber(Encoding.UTF8.GetBytes(text));
            Assert.Equal(date, DateParser.Parse(Encoding.UTF8.GetBytes($" {text}\n")));
            // The same moment, written as a date is written, is the same moment.
            if (date is { } moment)
                Assert.Equal(moment, DateParser.Parse(Encoding.UTF8.GetBytes(moment.ToString("O"))));
            read += date is null ? 0 : 1;
        }

        Assert.True(read > 100, $"{read} dates");
    }

    [Theory]
    [InlineData("ddd, dd MMM yyyy HH:mm:ss 'GMT'")]
    [InlineData("dddd, dd-MMM-yy HH:mm:ss 'GMT'")]
    [InlineData("ddd MMM d HH:mm:ss yyyy")]
    [InlineData("ddd MMM d HH:mm:ss 'UTC' yyyy")]
    [InlineData("ddd MMM dd HH:mm:ss '+0000' yyyy")]
    [InlineData("d MMMM yyyy h:mm:ss tt")]
    [InlineData("MMMM d, yyyy HH:mm:ss")]
    [InlineData("yyyyMMdd'T'HHmmss'Z'")]
    [InlineData("yyyyMMddHHmmss")]
    [InlineData("yyyy/MM/dd HH:mm:ss")]
    [InlineData("yyyy.M.d H:mm:ss")]
    public void What_is_written_in_a_known_form_is_read_back(string form)
    {
        var random = new Random(3);
        for (int i = 0; i < 2000; i++)
        {
            // Years of two digits are those from 1950 to 2049.
            var date = DateTimeOffset.FromUnixTimeSeconds(random.NextInt64(-631_000_000, 2_524_000_000));
            string text = date.ToString(form, CultureInfo.InvariantCulture);
            Assert.True(date == DateParser.Parse(Encoding.UTF8.GetBytes(text)), text);
        }
    }

    [Fact]
    public void A_day_and_a_month_that_could_be_each_other_are_never_guessed()
    {
        for (int first = 1; first <= 31; first++)
        {
            for (int second = 1; second <= 31; second++)
            {
                var date = DateParser.Parse(Encoding.UTF8.GetBytes($"{first:00}/{second:00}/2024"));
                bool ambiguous = first <= 12 && second <= 12 && first != second;
                Assert.True(!ambiguous || date is null, $"{first}/{second}");
                Assert.True(
                    ambiguous || Math.Min(first, second) > 12 || date is not null || Math.Max(first, second) > 29,
                    $"{first}/{second}");
            }
        }
    }

    [Fact]
    public void Every_date_that_dotnet_writes_is_read_back()
    {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            var offset = TimeSpan.FromMinutes(random.Next(-14 * 60, 14 * 60));
            var date = new DateTimeOffset(
                random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), offset);
            Assert.True(date.EqualsExact(DateParser.Parse(Encoding.UTF8.GetBytes(date.ToString("O")))!.Value));
            var seconds = new DateTimeOffset(
                date.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
            Assert.Equal(seconds, DateParser.Parse(Encoding.UTF8.GetBytes(seconds.ToString("R"))));
        }
    }
}
