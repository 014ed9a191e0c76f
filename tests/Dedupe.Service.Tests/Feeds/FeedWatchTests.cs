using Dedupe.Service.Feeds;
using Dedupe.Service.Watching;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Dedupe.Service.Tests.Feeds;

public sealed class FeedWatchTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TempFolder folder = new();
    private readonly ManualTime time = new();
    private readonly MemoryTarget target = new();
    private readonly List<WatchEvent> events = [];
    private LocalServer server = null!;

    private string Url => $"http://localhost:{server.Address.Port}/feed";

    public async ValueTask InitializeAsync() => server = await LocalServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Items_are_taken_once_and_the_feed_is_left_alone_until_its_time()
    {
        Serve(FeedTexts.Rss(3), etag: "\"1\"");
        var watch = Watch();
        var next = await watch.LookAsync(Token);
        Assert.Equal(3, target.Stored.Count);
        Assert.Equal(time.Now + TimeSpan.FromMinutes(5), next);
        time.Now += TimeSpan.FromMinutes(4);
        Assert.Equal(next, await watch.LookAsync(Token));
        Assert.Single(server.Requests);
        time.Now = next;
        await watch.LookAsync(Token);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal("\"1\"", server.Requests[1].Headers["If-None-Match"]);
        Assert.Equal([3], target.Lots);
    }

    [Fact]
    public async Task A_restart_neither_forgets_nor_hurries()
    {
        Serve(FeedTexts.Rss(3), etag: "\"1\"");
        var next = await Watch().LookAsync(Token);
        Assert.Equal(next, await Watch().LookAsync(Token));
        Assert.Single(server.Requests);
        time.Now = next;
        await Watch().LookAsync(Token);
        Assert.Equal("\"1\"", server.Requests[1].Headers["If-None-Match"]);
        Assert.Equal([3], target.Lots);
    }

    [Fact]
    public async Task A_damaged_state_costs_one_look()
    {
        Serve(FeedTexts.Rss(3), etag: "\"1\"");
        await Watch().LookAsync(Token);
        File.WriteAllText(Directory.GetFiles(folder.Root).Single(), "{\"etag\":");
        await Watch().LookAsync(Token);
        Assert.Equal(3, target.Stored.Count);
        Assert.Equal([3, 3], target.Lots);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_silences_nothing()
    {
        Serve(FeedTexts.Rss(3));
        await Watch().LookAsync(Token);
        time.Now -= TimeSpan.FromDays(30);
        await Watch().LookAsync(Token);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task What_is_new_is_taken_and_the_rest_is_known()
    {
        Serve(FeedTexts.Rss(3));
        var watch = Watch();
        time.Now = await watch.LookAsync(Token);
        Serve(FeedTexts.Rss(5));
        await watch.LookAsync(Token);
        Assert.Equal(5, target.Stored.Count);
        Assert.Equal((2, 3), (events[^1].Stored, events[^1].Repeated));
    }

    [Fact]
    public async Task A_feed_that_knows_no_condition_is_not_read_twice()
    {
        Serve(FeedTexts.Rss(3));
        var watch = Watch();
        time.Now = await watch.LookAsync(Token);
        await watch.LookAsync(Token);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal([3], target.Lots);
    }

    [Theory]
    [InlineData("<ttl>45</ttl>", null, 45)]
    [InlineData("", "public, max-age=3600", 60)]
    [InlineData("<ttl>1</ttl>", "no-cache", 5)]
    public async Task The_wish_of_a_feed_is_heeded(string channel, string? cache, int minutes)
    {
        Serve(FeedTexts.Rss(1, channel), cache: cache);
        Assert.Equal(time.Now + TimeSpan.FromMinutes(minutes), await Watch().LookAsync(Token));
    }

    [Theory]
    [InlineData(FeedTexts.Atom)]
    [InlineData(FeedTexts.JsonFeed)]
    public async Task Other_kinds_of_feeds_are_read_too(string feed)
    {
        Serve(feed);
        await Watch().LookAsync(Token);
        Assert.Single(target.Stored);
    }

    [Fact]
    public async Task Of_a_feed_that_breaks_off_the_whole_items_are_taken()
    {
        Serve(FeedTexts.Rss(2, end: "<item><guid>tag:corvane,2026:9</guid><title>Cut"));
        await Watch().LookAsync(Token);
        Assert.Equal(2, target.Stored.Count);
        var rejection = events.Single(static one => one.Kind == WatchEventKind.Rejected).Rejection!;
        Assert.Equal(Url, rejection.Origin.Source);
    }

    [Theory]
    [InlineData("<html><body>Not found</body></html>")]
    [InlineData("")]
    [InlineData("<rss><channel><item><title>")]
    public async Task What_is_no_feed_fails(string body)
    {
        Serve(body);
        var next = await Watch().LookAsync(Token);
        Assert.Equal(WatchEventKind.Failed, events[^1].Kind);
        Assert.Equal(time.Now + TimeSpan.FromMinutes(10), next);
    }

    [Fact]
    public async Task A_feed_that_vanishes_is_asked_less_and_less_often_until_it_is_there_again()
    {
        server.Answer = static context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };
        var watch = Watch();
        foreach (var minutes in (int[])[10, 20, 40, 60, 60])
        {
            var next = await watch.LookAsync(Token);
            Assert.Equal(time.Now + TimeSpan.FromMinutes(minutes), next);
            Assert.StartsWith("It answers 404.", events[^1].Detail, StringComparison.Ordinal);
            time.Now = next;
        }

        Serve(FeedTexts.Rss(1));
        Assert.Equal(time.Now + TimeSpan.FromMinutes(5), await watch.LookAsync(Token));
        Assert.Equal(WatchEventKind.Recovered, events[^1].Kind);
        Assert.Single(target.Stored);
    }

    [Fact]
    public async Task A_feed_that_asks_for_patience_gets_it()
    {
        server.Answer = static context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "7200";
            return Task.CompletedTask;
        };
        Assert.Equal(time.Now + TimeSpan.FromHours(2), await Watch().LookAsync(Token));
    }

    [Fact]
    public async Task Silence_is_said_once_and_so_is_its_end()
    {
        Serve(FeedTexts.Rss(1, "<ttl>600</ttl>"));
        var watch = Watch(silence: TimeSpan.FromHours(6));
        var began = time.Now;
        Assert.Equal(began + TimeSpan.FromHours(6), await watch.LookAsync(Token));
        for (int hour = 5; hour <= 9; hour++)
        {
            time.Now = began + TimeSpan.FromHours(hour);
            await watch.LookAsync(Token);
        }

        Assert.Equal("Nothing new since 2026-03-02 08:00:00 UTC.",
            events.Single(static one => one.Kind == WatchEventKind.Silent).Detail);
        time.Now = began + TimeSpan.FromHours(10);
        Serve(FeedTexts.Rss(2));
        await watch.LookAsync(Token);
        Assert.Equal(WatchEventKind.Heard, events[^1].Kind);
    }

    private FeedWatch Watch(TimeSpan? silence = null)
    {
        var options = new FeedOptions { AllowedHosts = ["localhost"] };
        return new FeedWatch(
            new Uri(Url), new FeedFetcher(options, time), new FeedStateFile(
                $"{folder.Root}/feed.json", Url, target.Name),
            new FeedSchedule(options, static () => 0), new FeedSender(target, new SourceOptions(), 500), silence,
            events.Add, time);
    }

    private void Serve(string body, string? etag = null, string? cache = null) => server.Answer = async context =>
    {
        if (etag is not null && context.Request.Headers.IfNoneMatch == etag)
        {
            context.Response.StatusCode = 304;
            return;
        }

        context.Response.Headers.ETag = etag;
        context.Response.Headers.CacheControl = cache;
        await context.Response.WriteAsync(body);
    };
}
