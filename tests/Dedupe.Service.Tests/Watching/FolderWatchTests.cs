using Dedupe.Service.Watching;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Watching;

public sealed class FolderWatchTests : IDisposable
{
    private const string Story = "{\"id\":\"ID\",\"text\":\"The harbour of Port Ellery stayed closed on Friday.\"}\n";

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TempFolder folder = new();
    private readonly ManualTime time = new();
    private readonly MemoryTarget target = new();
    private readonly List<WatchEvent> events = [];
    private TakenFiles taken;

    public FolderWatchTests()
    {
        Directory.CreateDirectory($"{folder.Root}/in");
        taken = OpenTaken();
    }

    public void Dispose()
    {
        taken.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_file_is_read_when_it_stopped_growing()
    {
        var watch = Watch();
        Write("a.jsonl", Line("1"));
        await LookAsync(watch);
        Write("a.jsonl", Line("1") + Line("2"));
        await LookAsync(watch);
        Write("a.jsonl", Line("1") + Line("2") + Line("3")[..20]);
        await LookAsync(watch);
        Assert.Empty(target.Stored);
        Write("a.jsonl", Line("1") + Line("2") + Line("3"));
        await LookAsync(watch);
        Assert.Empty(target.Stored);
        await LookAsync(watch);
        Assert.Equal(["1", "2", "3"], target.Stored);
        await LookAsync(watch);
        Assert.Equal([3], target.Lots);
    }

    [Fact]
    public async Task All_formats_and_folders_below_are_read_and_nothing_else()
    {
        Write("a.jsonl", Line("1"));
        Write("deep/er/b.txt", "Growers in the Tamsin valley began to pick their pears two weeks early.");
        Write("c.rss", Feeds.FeedTexts.Rss(2));
        Write("d.jsonl.partial", Line("4"));
        Write(".e.jsonl", Line("5"));
        await TakeAllAsync(Watch());
        Assert.Equal(
            ["1", "tag:corvane,2026:1", "tag:corvane,2026:2", $"{folder.Root}/in/deep/er/b.txt"],
            target.Stored.OrderBy(static id => id.Length).ThenBy(static id => id, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_restart_neither_forgets_nor_repeats()
    {
        Write("a.jsonl", Line("1"));
        await TakeAllAsync(Watch());
        Write("b.jsonl", Line("2"));
        Reopen();
        await TakeAllAsync(Watch());
        Assert.Equal(["1", "2"], target.Stored);
        Assert.Equal([1, 1], target.Lots);
    }

    [Fact]
    public async Task A_list_that_was_cut_takes_a_file_once_more()
    {
        Write("a.jsonl", Line("1"));
        await TakeAllAsync(Watch());
        taken.Dispose();
        var list = $"{folder.Root}/taken";
        File.WriteAllBytes(list, File.ReadAllBytes(list)[..^5]);
        taken = OpenTaken();
        await TakeAllAsync(Watch());
        await TakeAllAsync(Watch());
        Assert.Equal(["1"], target.Stored);
        Assert.Equal([1, 1], target.Lots);
    }

    [Fact]
    public async Task A_file_that_is_written_anew_is_sent_again()
    {
        Write("a.jsonl", Line("1"));
        var watch = Watch();
        await TakeAllAsync(watch);
        Write("a.jsonl", Line("1") + Line("2"));
        await TakeAllAsync(watch);
        Assert.Equal(["1", "2"], target.Stored);
        Assert.Equal((1, 1), (events[^1].Stored, events[^1].Repeated));
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_once_and_costs_nothing_else()
    {
        Write("a.jsonl", "{\"id\":\"1\"}\n" + Line("2"));
        Write("b.jsonl", Line("3"));
        var watch = Watch();
        await TakeAllAsync(watch);
        await TakeAllAsync(watch);
        Assert.Equal(["2", "3"], target.Stored);
        var rejection = events.Single(static one => one.Kind == WatchEventKind.Rejected).Rejection!;
        Assert.Equal(($"{folder.Root}/in/a.jsonl", 1), (rejection.Origin.Source, rejection.Origin.Line));
    }

    [Fact]
    public async Task What_nobody_can_handle_costs_its_file_alone()
    {
        foreach (var id in (string[])["1", "poison", "2"])
            Write($"{id}.jsonl", Line(id));
        target.Poison = "poison";
        var watch = Watch();
        await TakeAllAsync(watch);
        await TakeAllAsync(watch);
        Assert.Equal(["1", "2"], target.Stored.Order(StringComparer.Ordinal));
        Assert.EndsWith(
            "poison.jsonl", events.Single(static one => one.Kind == WatchEventKind.Failed).Name,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_fails_loses_nothing()
    {
        Write("a.jsonl", Line("1"));
        var watch = Watch();
        await LookAsync(watch);
        using (var stopped = new CancellationTokenSource())
        {
            await stopped.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch.LookAsync(stopped.Token));
        }

        Assert.Empty(target.Stored);
        Reopen();
        await TakeAllAsync(Watch());
        Assert.Equal(["1"], target.Stored);
    }

    [Fact]
    public async Task Silence_is_said()
    {
        var watch = Watch(TimeSpan.FromHours(6));
        time.Now += TimeSpan.FromHours(6);
        await watch.LookAsync(Token);
        Assert.Equal(WatchEventKind.Silent, Assert.Single(events).Kind);
        Write("a.jsonl", Line("1"));
        await TakeAllAsync(watch);
        Assert.Equal(WatchEventKind.Heard, events[^1].Kind);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_forgotten_after_a_month_and_one_that_is_there_never()
    {
        Write("a.jsonl", Line("1"));
        Write("b.jsonl", Line("2"));
        await TakeAllAsync(Watch());
        File.Delete($"{folder.Root}/in/b.jsonl");
        time.Now += TimeSpan.FromDays(29);
        Reopen();
        Assert.Equal(2, File.ReadAllLines($"{folder.Root}/taken").Length);
        time.Now += TimeSpan.FromDays(2);
        Reopen();
        Assert.Contains("a.jsonl", Assert.Single(File.ReadAllLines($"{folder.Root}/taken")), StringComparison.Ordinal);
    }

    private static string Line(string id) => Story.Replace("ID", id, StringComparison.Ordinal);

    private void Write(string name, string text) => folder.Write($"in/{name}", text);

    private FolderWatch Watch(TimeSpan? silence = null) => new(
        [$"{folder.Root}/in"], target, taken,
        new FolderOptions
        {
            Source = new SourceOptions { Formats = Formats.FormatRegistry.All },
            Silence = silence,
        },
        events.Add, time);

    private TakenFiles OpenTaken() => new($"{folder.Root}/taken", time.Now);

    private void Reopen()
    {
        taken.Dispose();
        taken = OpenTaken();
    }

    private async Task TakeAllAsync(FolderWatch watch)
    {
        for (int look = 0; look < watch.LooksForAll; look++)
            await LookAsync(watch);
    }

    private async Task LookAsync(FolderWatch watch) => time.Now = await watch.LookAsync(Token);
}
