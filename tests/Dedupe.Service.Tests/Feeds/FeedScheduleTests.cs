using Dedupe.Service.Feeds;
using Xunit;

namespace Dedupe.Service.Tests.Feeds;

public sealed class FeedScheduleTests
{
    private static readonly FeedOptions Options = new();

    [Fact]
    public void The_longest_that_is_asked_for_holds()
    {
        var schedule = new FeedSchedule(Options, static () => 0);
        Assert.Equal(TimeSpan.FromMinutes(5), schedule.After(null, null));
        Assert.Equal(TimeSpan.FromMinutes(5), schedule.After(TimeSpan.FromMinutes(1), TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromMinutes(30), schedule.After(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(10)));
        Assert.Equal(TimeSpan.FromMinutes(40), schedule.After(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(40)));
        Assert.Equal(TimeSpan.FromHours(24), schedule.After(TimeSpan.FromDays(900), null));
    }

    [Fact]
    public void Failures_double_the_wait_up_to_a_limit()
    {
        var schedule = new FeedSchedule(Options, static () => 0);
        Assert.Equal([10, 20, 40, 60, 60], Enumerable.Range(1, 5)
            .Select(failures => schedule.AfterFailure(failures, null).TotalMinutes));
        Assert.Equal(TimeSpan.FromHours(1), schedule.AfterFailure(int.MaxValue, null));
        Assert.Equal(TimeSpan.FromHours(3), schedule.AfterFailure(1, TimeSpan.FromHours(3)));
        Assert.Equal(TimeSpan.FromMinutes(5), schedule.AfterFailure(9, TimeSpan.Zero));
    }

    [Fact]
    public void Looks_are_spread_later_and_never_earlier()
    {
        var schedule = new FeedSchedule(Options, static () => 0.999);
        Assert.InRange(schedule.After(null, null).TotalMinutes, 5.4, 5.5);
        Assert.InRange(schedule.AfterGone().TotalHours, 26.3, 26.4);
    }
}
