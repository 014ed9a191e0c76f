using Dedupe.Cli.Views;
using Xunit;

namespace Dedupe.Tests.Cli;

public sealed class ProgressLinesTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly StringWriter output = new() { NewLine = "\n" };

    public void Dispose() => output.Dispose();

    private string[] Written => output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private ProgressLines Lines() => new(output, time, static () => 1_234_567_890);

    private static RunProgress Signed(long documents, long bytes, long read = 0, long total = 0) =>
        new("sign", documents, 0, bytes) { InputBytes = read, InputTotal = total };

    [Fact]
    public void There_is_a_line_every_ten_seconds_and_one_at_the_end()
    {
        using var lines = Lines();
        lines.Report(Signed(0, 0, 0, 10_000));
        for (int second = 1; second <= 45; second++)
        {
            time.Advance(1);
            lines.Report(Signed(71_300 * second, 174_000_000L * second, 100 * second, 10_000));
        }

        Assert.Equal(
            [
                "sign  641,700 documents  64,200/s  157 MB/s  1:41 left  1.2 GB",
                "sign  1,354,700 documents  67,700/s  165 MB/s  1:25 left  1.2 GB",
                "sign  2,067,700 documents  68,900/s  168 MB/s  1:13 left  1.2 GB",
                "sign  2,780,700 documents  69,500/s  170 MB/s  1:03 left  1.2 GB",
            ],
            Written);
        lines.End();
        Assert.Equal("sign  3,208,500 documents  71,300/s  174 MB/s  took 0:45  1.2 GB", Written[^1]);
        time.Advance(100);
        Assert.Equal(5, Written.Length);
    }

    [Fact]
    public void A_run_of_less_than_ten_seconds_says_nothing()
    {
        using var lines = Lines();
        lines.Report(Signed(1, 10));
        time.Advance(3);
        lines.Report(new RunProgress("near", 0, 0, 10));
        time.Advance(3);
        lines.Report(new RunProgress("cluster", 5, 10, 10));
        time.Advance(3.9);
        lines.End();
        Assert.Empty(Written);
    }

    [Fact]
    public void A_stage_of_more_than_ten_seconds_is_told_when_the_next_begins_and_a_short_one_is_not()
    {
        using var lines = Lines();
        lines.Report(Signed(1, 10));
        time.Advance(4);
        lines.Report(new RunProgress("near", 0, 0, 10));
        time.Advance(13);
        Assert.Equal(["near  0:06 so far  1.2 GB"], Written);
        lines.Report(new RunProgress("reuse", 0, 0, 10));
        Assert.Equal(["near  0:06 so far  1.2 GB", "near  took 0:13  1.2 GB"], Written);
        time.Advance(2);
        lines.Report(new RunProgress("cluster", 0, 0, 10));
        lines.End();
        Assert.Equal(2, Written.Length);
    }

    [Fact]
    public void Nothing_is_written_after_the_end_or_for_a_run_that_failed()
    {
        var lines = Lines();
        lines.Report(Signed(1, 10));
        time.Advance(12);
        lines.Dispose();
        time.Advance(100);
        Assert.Single(Written);
    }

    [Fact]
    public void A_full_disk_under_the_lines_does_not_end_the_run()
    {
        using var lines =
            new ProgressLines(new StreamWriter(new FullDisk()) { AutoFlush = true }, time, static () => 1);
        lines.Report(Signed(1, 10));
        time.Advance(25);
        lines.End();
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new IOException("No space left on device");
    }
}
