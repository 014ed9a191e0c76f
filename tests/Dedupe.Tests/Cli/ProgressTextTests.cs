using Dedupe.Cli.Views;
using Xunit;

namespace Dedupe.Tests.Cli;

public sealed class ProgressTextTests
{
    private static readonly StageMoment Signing = new(
        new RunProgress("sign", 3_210_000, 0, 0), TimeSpan.FromSeconds(45), 0.2, 71_312.7, 174_321_000,
            TimeSpan.FromSeconds(130), 1_234_567_890,
        Ended: false);

    [Theory]
    [InlineData(1000, "3,210,000 documents  71,300/s  174 MB/s  2:10 left  1.2 GB")]
    [InlineData(58, "3,210,000 documents  71,300/s  174 MB/s  2:10 left  1.2 GB")]
    [InlineData(57, "3,210,000 documents  71,300/s  174 MB/s  2:10 left")]
    [InlineData(49, "3,210,000 documents  71,300/s  2:10 left")]
    [InlineData(30, "3,210,000 documents  2:10 left")]
    [InlineData(29, "2:10 left")]
    [InlineData(-5, "2:10 left")]
    public void The_most_needed_words_stay_where_room_is_little(int width, string expected) =>
        Assert.Equal(expected, ProgressText.Of(Signing, width));

    [Fact]
    public void What_is_not_known_is_not_said()
    {
        var pairs =
            Signing with
            {
                Progress = new RunProgress("near", 256, 12_000, 0),
                PerSecond = null,
                BytesPerSecond = null
            };
        Assert.Equal("256 of 12,000 pairs  2:10 left  1.2 GB", ProgressText.Of(pairs));
        Assert.Equal("256 of 12,000 pairs  0:45 so far  1.2 GB", ProgressText.Of(pairs with { Left = null }));
        Assert.Equal(
            "256 of 12,000 pairs  took 0:45  1.2 GB", ProgressText.Of(pairs with { Left = null, Ended = true }));
        Assert.Equal(
            "3 of 8 parts  2:10 left  1.2 GB", ProgressText.Of(
                pairs with { Progress = new RunProgress("reuse", 3, 8, 0) { Unit = "parts" } }));
        Assert.Equal("2:10 left  1.2 GB", ProgressText.Of(pairs with { Progress = default }));
    }

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(8.6, "0:09")]
    [InlineData(3599.4, "59:59")]
    [InlineData(3599.6, "1:00:00")]
    [InlineData(111_845, "31:04:05")]
    public void Time_is_told_in_hours_minutes_and_seconds(double seconds, string expected) =>
        Assert.Equal(expected, ProgressText.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.4, "0/s")]
    [InlineData(7.5, "8/s")]
    [InlineData(999.6, "1,000/s")]
    [InlineData(1_234_567, "1,230,000/s")]
    public void Speeds_have_three_digits(double speed, string expected) =>
        Assert.Contains(
            $"  {expected}  ", ProgressText.Of(Signing with { PerSecond = speed }), StringComparison.Ordinal);
}
