using System.IO.Compression;
using System.Text;
using Dedupe.Service.Feeds;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Dedupe.Service.Tests.Feeds;

public sealed class FeedFetcherTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly FeedState Fresh = new() { Url = "", Target = "" };
    private static readonly FeedOptions Allowed = new() { AllowedHosts = ["localhost"] };

    private LocalServer server = null!;

    // The name that is allowed; the number of the machine is not.
    private Uri Feed => new($"http://localhost:{server.Address.Port}/feed");

    public async ValueTask InitializeAsync() => server = await LocalServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task What_did_not_change_is_not_sent_again()
    {
        server.Answer = static async context =>
        {
            if (context.Request.Headers.IfNoneMatch == "W/\"7\""
                && context.Request.Headers.IfModifiedSince == "Mon, 02 Mar 2026 08:00:00 GMT")
            {
                context.Response.StatusCode = 304;
                context.Response.Headers.CacheControl = "max-age=1800";
                return;
            }

            context.Response.Headers.ETag = "W/\"7\"";
            context.Response.Headers.LastModified = "Mon, 02 Mar 2026 08:00:00 GMT";
            await context.Response.WriteAsync(FeedTexts.Atom);
        };
        using var fetcher = new FeedFetcher(Allowed);
        var first = await fetcher.FetchAsync(Feed, Fresh, Token);
        Assert.Equal(FeedReplyKind.Fresh, first.Kind);
        Assert.Equal(FeedTexts.Atom, Encoding.UTF8.GetString(first.Body.Span));
        var second = await fetcher.FetchAsync(
            Feed, Fresh with { ETag = first.ETag, LastModified = first.LastModified }, Token);
        Assert.Equal(FeedReplyKind.Unchanged, second.Kind);
        Assert.Equal(TimeSpan.FromMinutes(30), second.MaxAge);
    }

    [Fact]
    public async Task Packed_feeds_are_unpacked()
    {
        server.Answer = static async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(FeedTexts.Atom));
        };
        using var fetcher = new FeedFetcher(Allowed);
        var reply = await fetcher.FetchAsync(Feed, Fresh, Token);
        Assert.Equal(FeedTexts.Atom, Encoding.UTF8.GetString(reply.Body.Span));
    }

    [Fact]
    public async Task A_small_body_that_is_a_large_feed_is_given_up()
    {
        server.Answer = static async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(new byte[4 << 20]);
        };
        using var fetcher = new FeedFetcher(Allowed with { MostBytes = 1 << 20 });
        var reply = await fetcher.FetchAsync(Feed, Fresh, Token);
        Assert.Equal(FeedReplyKind.Failed, reply.Kind);
        Assert.Equal("It is larger than 1048576 bytes.", reply.Problem);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_body_that_cannot_be_unpacked_is_a_failure(string packing)
    {
        server.Answer = async context =>
        {
            context.Response.Headers.ContentEncoding = packing;
            await context.Response.Body.WriteAsync(Enumerable.Repeat((byte)0xFE, 1000).ToArray());
        };
        using var fetcher = new FeedFetcher(Allowed);
        Assert.Equal(FeedReplyKind.Failed, (await fetcher.FetchAsync(Feed, Fresh, Token)).Kind);
    }

    [Fact]
    public async Task A_tag_that_no_request_can_carry_is_none()
    {
        server.Answer = static async context =>
        {
            context.Response.Headers.ETag = "\"caf\u00E9\"";
            await context.Response.WriteAsync(FeedTexts.Atom);
        };
        using var fetcher = new FeedFetcher(Allowed);
        var first = await fetcher.FetchAsync(Feed, Fresh, Token);
        var second = await fetcher.FetchAsync(Feed, Fresh with { ETag = first.ETag }, Token);
        Assert.Equal(FeedReplyKind.Fresh, second.Kind);
    }

    [Fact]
    public async Task Addresses_inside_are_refused()
    {
        using var fetcher = new FeedFetcher(Allowed);
        var reply = await fetcher.FetchAsync(new Uri(server.Address, "/feed"), Fresh, Token);
        Assert.Equal(FeedReplyKind.Failed, reply.Kind);
        Assert.Contains("no public address", reply.Problem, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Redirects_inside_are_refused()
    {
        await using var inside = await LocalServer.StartAsync();
        server.Answer = context =>
        {
            context.Response.Redirect(new Uri(inside.Address, "/latest/meta-data/").ToString());
            return Task.CompletedTask;
        };
        using var fetcher = new FeedFetcher(Allowed);
        var reply = await fetcher.FetchAsync(Feed, Fresh, Token);
        Assert.Contains("no public address", reply.Problem, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Empty(inside.Requests);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Five_redirects_are_followed(int redirects, bool isFollowed)
    {
        server.Answer = async context =>
        {
            if (server.Requests.Count <= redirects)
                context.Response.Redirect($"/feed/{server.Requests.Count}");
            else
                await context.Response.WriteAsync(FeedTexts.Atom);
        };
        using var fetcher = new FeedFetcher(Allowed);
        var reply = await fetcher.FetchAsync(Feed, Fresh, Token);
        Assert.Equal(isFollowed ? FeedReplyKind.Fresh : FeedReplyKind.Failed, reply.Kind);
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "Mon, 02 Mar 2026 08:10:00 GMT", 600)]
    [InlineData(500, null, null)]
    [InlineData(404, null, null)]
    public async Task Refusals_say_when_to_come_again(int status, string? header, int? seconds)
    {
        server.Answer = context =>
        {
            context.Response.StatusCode = status;
            if (header is not null)
                context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        };
        using var fetcher = new FeedFetcher(Allowed, new ManualTime());
        var reply = await fetcher.FetchAsync(Feed, Fresh, Token);
        Assert.Equal(FeedReplyKind.Failed, reply.Kind);
        Assert.Equal($"It answers {status}.", reply.Problem);
        Assert.Equal(seconds, reply.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task What_is_gone_is_told()
    {
        server.Answer = static context =>
        {
            context.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        using var fetcher = new FeedFetcher(Allowed);
        Assert.Equal(FeedReplyKind.Gone, (await fetcher.FetchAsync(Feed, Fresh, Token)).Kind);
    }

    [Fact]
    public async Task A_body_that_never_ends_is_given_up()
    {
        server.Answer = static async context =>
        {
            await context.Response.WriteAsync("<rss>");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        using var fetcher = new FeedFetcher(Allowed with { Time = TimeSpan.FromMilliseconds(300) });
        var reply = await fetcher.FetchAsync(Feed, Fresh, Token);
        Assert.StartsWith("It took longer", reply.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_told()
    {
        server.Answer = static async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("<rss>");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        using var fetcher = new FeedFetcher(Allowed);
        Assert.Equal(FeedReplyKind.Failed, (await fetcher.FetchAsync(Feed, Fresh, Token)).Kind);
    }
}
