using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

public sealed class RetryTests : IDisposable
{
    private const int Eio = 5;
    private const int Estale = 116;
    private const int Enospc = 28;

    private static readonly SourceOptions Impatient = new() { RetryDelay = TimeSpan.Zero };

    private readonly TempFolder folder = new();
    private readonly string path;
    private int calls;

    public RetryTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The error numbers here are those of Linux.");
        path = folder.Write(
            "news.jsonl",
            string.Concat(Enumerable.Range(0, 200).Select(i => $"{{\"id\":{i},\"text\":\"story {i}\"}}\n")));
    }

    public void Dispose() => folder.Dispose();

    // Opens real files; the call counts openings and reads, and some fail.
    private SourceEnvironment Failing(Func<int, bool> fails, int error = Eio, bool atOpen = true)
    {
        void Check()
        {
            if (fails(++calls))
                throw new IOException("Injected error", error);
        }

        return new SourceEnvironment
        {
            Open = file =>
            {
                if (atOpen)
                    Check();
                return new FaultyStream(File.OpenRead(file), Check, largestRead: 500);
            },
        };
    }

    [Theory]
    [InlineData(Eio)]
    [InlineData(Estale)]
    public async Task A_failure_at_any_call_is_tried_again_and_nothing_is_lost_or_read_twice(int error)
    {
        var expected = await Collector.ReadAsync(path);
        // One opening, a read for every 500 bytes, one that meets the end.
        int all = 2 + (int)Math.Ceiling(new FileInfo(path).Length / 500.0);
        for (int at = 1; at <= all; at++)
        {
            calls = 0;
            var source = new FileSource([path], Impatient, Failing(call => call == at, error));
            var read = await Collector.ReadAsync(source.ReadAsync(TestContext.Current.CancellationToken));
            Assert.Equal(expected.Accepted, read.Accepted);
            Assert.Empty(read.Rejected);
            Assert.Equal(1, source.Retries);
            Assert.Equal(new FileInfo(path).Length, source.BytesRead);
        }
    }

    [Fact]
    public async Task Many_failures_that_pass_are_all_counted()
    {
        var source = new FileSource([path], Impatient, Failing(call => call % 3 != 0, atOpen: false));
        var read = await Collector.ReadAsync(source.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(200, read.Accepted.Count);
        Assert.Equal(calls - (calls / 3), source.Retries);
    }

    [Fact]
    public async Task When_retries_run_out_the_file_is_unreadable_and_what_was_read_stands()
    {
        string after = folder.Write("z.txt", "words");
        var environment = Failing(call => call is > 5 and <= 5 + 5);
        var source = new FileSource([path, after], Impatient, environment);
        var read = await Collector.ReadAsync(source.ReadAsync(TestContext.Current.CancellationToken));
        var rejection = read.Only(RejectionReason.Unreadable);
        Assert.Contains("Injected error", rejection.Detail, StringComparison.Ordinal);
        Assert.Equal(Impatient.Retries, source.Retries);
        // Four reads of 500 bytes came through; the line that was cut is not accepted.
        int lines = File.ReadAllText(path)[..2000].Count(character => character == '\n');
        Assert.Equal(lines + 1, rejection.Origin.Line);
        Assert.Equal([.. Enumerable.Range(0, lines).Select(i => $"{i}"), after], read.Ids);
    }

    [Theory]
    [InlineData(4, Enospc)]
    [InlineData(0, Eio)]
    public async Task A_failure_that_stays_or_no_wish_for_retries_is_told_at_once(int retries, int error)
    {
        var source = new FileSource([path], Impatient with { Retries = retries }, Failing(call => call == 1, error));
        var read = await Collector.ReadAsync(source.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(new Origin(path, 0), read.Only(RejectionReason.Unreadable).Origin);
        Assert.Equal(0, source.Retries);
    }

    [Fact]
    public async Task Refused_access_and_a_file_gone_meanwhile_are_never_tried_again()
    {
        string gone = folder.Write("gone.txt", "words");
        var environment = new SourceEnvironment
        {
            Open = file =>
            {
                calls++;
                // A folder opened as a file is refused by the system itself.
                return File.OpenRead(file == path ? folder.Root : file + ".moved");
            },
        };
        var source = new FileSource([path, gone], Impatient, environment);
        var read = await Collector.ReadAsync(source.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            [RejectionReason.Missing, RejectionReason.Unreadable], read.Rejected.Select(rejection => rejection.Reason));
        Assert.Equal((2, 0L), (calls, source.Retries));
    }

    [Fact]
    public async Task A_file_that_changed_before_the_retry_is_unreadable()
    {
        var environment = Failing(call => call == 4);
        var growing = environment with
        {
            Open = file =>
            {
                if (calls >= 4)
                    File.AppendAllText(path, "more");
                return environment.Open(file);
            },
        };
        var read = await Collector.ReadAsync(Impatient, growing, path);
        Assert.Contains("changed", read.Only(RejectionReason.Unreadable).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_cannot_be_opened_again()
    {
        var environment = new SourceEnvironment
        {
            OpenStandardInput = () => new FaultyStream(new Pipe(File.ReadAllBytes(path)), () =>
            {
                if (++calls == 3)
                    throw new IOException("Injected error", Eio);
            }, largestRead: 500),
        };
        var source = new FileSource(["-"], Impatient, environment);
        var read = await Collector.ReadAsync(source.ReadAsync(TestContext.Current.CancellationToken));
        read.Only(RejectionReason.Unreadable);
        Assert.NotEmpty(read.Accepted);
        Assert.Equal(0, source.Retries);
    }

    [Fact]
    public async Task A_failure_in_the_middle_of_packed_data_does_no_harm()
    {
        string packed = folder.Write("packed.jsonl.gz", Packed.Gzip(File.ReadAllText(path)));
        var read = await Collector.ReadAsync(Impatient, Failing(call => call % 2 == 0, atOpen: false), packed);
        Assert.Equal(200, read.Accepted.Count);
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public async Task Listing_a_folder_is_tried_again_too()
    {
        var environment = new SourceEnvironment
        {
            List = where => ++calls == 1 ? throw new IOException("Injected error", Estale) : where.GetFileSystemInfos(),
        };
        var source = new FileSource([folder.Root], Impatient, environment);
        Assert.Equal(
            200, (await Collector.ReadAsync(source.ReadAsync(TestContext.Current.CancellationToken))).Accepted.Count);
        Assert.Equal(1, source.Retries);
    }

    private sealed class Pipe(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
