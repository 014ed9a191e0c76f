using Dedupe.Cli.Views;
using Xunit;

namespace Dedupe.Tests.Cli;

public sealed class StageMeterTests
{
    private readonly ManualTime time = new();
    private long memory = 1000;

    private StageMeter Meter(RunProgress first) => new(first, time, () => memory);

    private static RunProgress Pairs(long done, long total) => new("near", done, total, 500);

    [Fact]
    public void Time_spent_before_pairs_are_counted_does_not_make_them_slow()
    {
        var meter = Meter(Pairs(0, 0));
        time.Advance(60);
        Assert.Null(meter.Now().Share);
        meter.Update(Pairs(100, 1100));
        time.Advance(10);
        meter.Update(Pairs(350, 1100));

        var moment = meter.Now();

        Assert.Equal(25, moment.PerSecond);
        Assert.Equal(TimeSpan.FromSeconds(30), moment.Left);
        Assert.Equal(TimeSpan.FromSeconds(70), moment.Elapsed);
        Assert.Null(moment.BytesPerSecond);
    }

    [Fact]
    public void Counts_of_a_stage_add_up()
    {
        var meter = Meter(Pairs(0, 0));
        meter.Update(Pairs(0, 100));
        time.Advance(2);
        meter.Update(Pairs(100, 100));
        time.Advance(50);
        meter.Update(Pairs(0, 900));
        time.Advance(8);
        meter.Update(Pairs(400, 900));
        Assert.Equal((500, 1000, 0.5), (meter.Now().Progress.Done, meter.Now().Progress.Total, meter.Now().Share));
        Assert.Equal((50, TimeSpan.FromSeconds(10)), (meter.Now().PerSecond, meter.Now().Left));
        meter.Update(Pairs(900, 900));
        meter.End();

        // All pairs over the time in which pairs were counted.
        Assert.Equal((1000, 100.0), (meter.Now().Progress.Done, meter.Now().PerSecond));
    }

    [Fact]
    public void Word_that_was_overtaken_does_not_turn_the_count_back()
    {
        var meter = Meter(Pairs(0, 1000));
        time.Advance(1);
        meter.Update(Pairs(512, 1000));
        meter.Update(Pairs(256, 1000));
        Assert.Equal((512, 512.0), (meter.Now().Progress.Done, meter.Now().PerSecond));
    }

    [Fact]
    public void Where_a_run_goes_on_what_was_done_before_does_not_count_as_fast()
    {
        var meter = Meter(new RunProgress("reuse", 90, 100, 0) { Unit = "parts" });
        time.Advance(20);
        meter.Update(new RunProgress("reuse", 95, 100, 0) { Unit = "parts" });
        Assert.Equal((0.25, TimeSpan.FromSeconds(20)), (meter.Now().PerSecond, meter.Now().Left));
        meter.Update(new RunProgress("reuse", 2, 100, 0) { Unit = "pairs" });
        Assert.Equal(2, meter.Now().Progress.Done);
    }

    [Fact]
    public void Work_that_stands_still_gets_slower_and_work_that_is_counted_to_the_end_does_not()
    {
        var meter = Meter(Pairs(0, 100));
        time.Advance(1);
        meter.Update(Pairs(50, 100));
        time.Advance(4);
        Assert.Equal((10, TimeSpan.FromSeconds(5)), (meter.Now().PerSecond, meter.Now().Left));
        meter.Update(Pairs(100, 100));
        time.Advance(100);
        Assert.Equal((20, TimeSpan.Zero), (meter.Now().PerSecond, meter.Now().Left));
    }

    [Fact]
    public void What_is_read_tells_the_time_left_where_the_number_of_documents_is_unknown()
    {
        var meter = Meter(new RunProgress("sign", 10, 0, 100) { InputBytes = 1000, InputTotal = 10_000 });
        time.Advance(3);
        meter.Update(new RunProgress("sign", 40, 0, 700) { InputBytes = 4000, InputTotal = 10_000 });
        var moment = meter.Now();
        Assert.Equal((0.4, 10.0, 200.0), (moment.Share, moment.PerSecond, moment.BytesPerSecond));
        Assert.InRange(moment.Left!.Value.TotalSeconds, 5.999, 6.001);
        // More than there was when the files were looked at.
        meter.Update(new RunProgress("sign", 41, 0, 701) { InputBytes = 11_000, InputTotal = 10_000 });
        Assert.Equal((1.0, TimeSpan.Zero), (meter.Now().Share, meter.Now().Left));
    }

    [Fact]
    public void After_the_end_nothing_changes()
    {
        var meter = Meter(Pairs(0, 100));
        time.Advance(2);
        meter.Update(Pairs(100, 100));
        meter.End();
        var ended = meter.Now();
        time.Advance(10);
        memory = 5000;
        Assert.Equal(ended, meter.Now());
        Assert.Equal((true, 1000L, null), (ended.Ended, ended.Memory, ended.Left));
    }
}
