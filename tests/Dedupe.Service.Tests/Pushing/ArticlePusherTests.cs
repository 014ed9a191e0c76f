using System.Globalization;
using Dedupe.Service.Pushing;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Pushing;

public sealed class ArticlePusherTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TempFolder folder = new();
    private readonly MemoryTarget target = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task All_is_sent_in_its_order_in_lots()
    {
        var file = folder.Write("a.jsonl", Lines(1, 12));
        var pusher = new ArticlePusher(target, 5);
        await pusher.RunAsync(new FileSource([file]), null, Token);
        Assert.Equal([5, 5, 2], target.Lots);
        Assert.Equal(Enumerable.Range(1, 12).Select(static number => $"a{number}"), target.Stored);
        Assert.Equal((12, 0, 0), (pusher.Totals.Stored, pusher.Totals.Repeated, pusher.Totals.Rejected));
    }

    [Fact]
    public async Task Sent_again_nothing_changes()
    {
        var file = folder.Write("a.jsonl", Lines(1, 12));
        await new ArticlePusher(target, 5).RunAsync(new FileSource([file]), null, Token);
        var again = new ArticlePusher(target, 5);
        await again.RunAsync(new FileSource([file]), null, Token);
        Assert.Equal((0, 12, 0), (again.Totals.Stored, again.Totals.Repeated, again.Totals.Rejected));
        Assert.Equal(12, target.Stored.Count);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_with_its_line()
    {
        var file = folder.Write("a.jsonl", Lines(1, 2) + "{\"id\":\"b\"}\n" + Lines(3, 4));
        var pusher = new ArticlePusher(target, 500);
        await pusher.RunAsync(new FileSource([file]), null, Token);
        Assert.Equal(4, pusher.Totals.Stored);
        var rejection = Assert.Single(pusher.Totals.Rejections);
        Assert.Equal((file, 3, RejectionReason.MissingText),
            (rejection.Origin.Source, rejection.Origin.Line, rejection.Reason));
    }

    [Fact]
    public async Task A_lot_has_a_largest_size()
    {
        var text = new string('x', 1_500_000);
        var file = folder.Write("a.jsonl", string.Concat(Enumerable.Range(1, 5).Select(
            number => $"{{\"id\":\"{number}\",\"text\":\"{text}\"}}\n")));
        await new ArticlePusher(target, 500).RunAsync(new FileSource([file]), null, Token);
        Assert.Equal([2, 2, 1], target.Lots);
    }

    [Fact]
    public async Task What_the_target_throws_ends_it_with_the_counts_so_far()
    {
        var file = folder.Write("a.jsonl", Lines(1, 50));
        var failing = new FailingTarget(target, good: 2);
        var pusher = new ArticlePusher(failing, 5);
        await Assert.ThrowsAsync<ServerException>(
            () => pusher.RunAsync(new FileSource([file]), null, Token));
        Assert.Equal(10, pusher.Totals.Stored);
    }

    private static string Lines(int from, int to) => string.Concat(
        Enumerable.Range(from, to - from + 1).Select(static number => string.Create(
            CultureInfo.InvariantCulture,
                $"{{\"id\":\"a{number}\",\"text\":\"The council met for hour {number}.\"}}\n")));

    private sealed class FailingTarget(ILiveTarget inner, int good) : ILiveTarget
    {
        private int left = good;

        public string Name => inner.Name;

        public Task<IReadOnlyList<ItemOutcome>> AddAsync(
            IReadOnlyList<OutgoingItem> items, CancellationToken cancellationToken) => left-- > 0
            ? inner.AddAsync(items, cancellationToken)
            : throw new ServerException("It is away.");

        public Task<IReadOnlyList<ItemOutcome>> QueryAsync(
            IReadOnlyList<OutgoingItem> items, CancellationToken cancellationToken) =>
            inner.QueryAsync(items, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
