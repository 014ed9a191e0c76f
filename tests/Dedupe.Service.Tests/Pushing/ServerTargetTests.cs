using System.Text;
using Dedupe.Service.Pushing;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Dedupe.Service.Tests.Pushing;

public sealed class ServerTargetTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly ManualTime time = new();
    private readonly List<string> told = [];
    private LocalServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await LocalServer.StartAsync();
        server.Answer = context => AnswerLines(context, "{\"id\":\"a1\"}");
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Items_are_sent_packed_with_the_key()
    {
        await using var target = Target(key: "dk_1");
        await target.AddAsync(Items.Some(1), Token);
        var request = Assert.Single(server.Requests);
        Assert.Equal("/v1/articles", request.Path);
        Assert.Equal("Bearer dk_1", request.Headers["Authorization"]);
        Assert.Equal("zstd", request.Headers["Content-Encoding"]);
        Assert.Equal("application/x-ndjson", request.Headers["Content-Type"]);
        Assert.Equal([0x28, 0xB5, 0x2F, 0xFD], request.Body[..4]);
    }

    [Fact]
    public async Task Questions_go_elsewhere()
    {
        await using var target = Target();
        await target.QueryAsync(Items.Some(1), Token);
        Assert.Equal("/v1/query", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task Each_item_has_its_outcome()
    {
        server.Answer = context => AnswerLines(
            context, "{\"id\":\"a1\",\"number\":1}", "{\"id\":\"a2\",\"repeat\":true}",
            "{\"id\":\"a3\",\"rejected\":{\"reason\":\"empty\",\"detail\":\"There is no word.\"}}");
        await using var target = Target();
        var outcomes = await target.AddAsync(Items.Some(3), Token);
        Assert.Equal(
            [OutcomeKind.Taken, OutcomeKind.Repeated, OutcomeKind.Rejected],
            outcomes.Select(static outcome => outcome.Kind));
        Assert.Equal(
            new Rejection(new Origin("articles.jsonl", 7), RejectionReason.Empty, "There is no word."),
            outcomes[2].Rejection);
        Assert.Equal("{\"id\":\"a1\",\"number\":1}", Encoding.UTF8.GetString(outcomes[0].Json.Span));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(507)]
    public async Task A_busy_server_is_asked_again_when_it_wants(int status)
    {
        var refusals = 2;
        server.Answer = context =>
        {
            if (refusals-- <= 0)
                return AnswerLines(context, "{\"id\":\"a1\"}");
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "17";
            return Task.CompletedTask;
        };
        await using var target = Target();
        await target.AddAsync(Items.Some(1), Token);
        Assert.Equal([17, 17], time.Waits.Select(static wait => wait.TotalSeconds).Where(static wait => wait != 300));
        Assert.Equal(2, told.Count);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_stays_away_is_given_up()
    {
        var address = server.Address;
        await server.DisposeAsync();
        await using var target = Target(address: address, patience: TimeSpan.FromMinutes(10));
        var error = await Assert.ThrowsAsync<ServerException>(() => target.AddAsync(Items.Some(1), Token));
        Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
        Assert.True(told.Count > 10, $"It was tried {told.Count} times.");
        Assert.InRange(time.Now, new DateTimeOffset(2026, 3, 2, 8, 10, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 3, 2, 8, 11, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Without_patience_it_is_given_up_at_once()
    {
        server.Answer = static context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        await using var target = Target(patience: TimeSpan.Zero);
        var error = await Assert.ThrowsAsync<ServerException>(() => target.AddAsync(Items.Some(1), Token));
        Assert.Equal(503, error.Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_wants_more_patience_than_there_is_is_given_up_at_once()
    {
        server.Answer = static context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "601";
            return Task.CompletedTask;
        };
        await using var target = Target(patience: TimeSpan.FromMinutes(10));
        await Assert.ThrowsAsync<ServerException>(() => target.AddAsync(Items.Some(1), Token));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_break_within_an_answer_is_asked_again()
    {
        var breaks = 1;
        server.Answer = async context =>
        {
            if (breaks-- <= 0)
            {
                await AnswerLines(context, "{\"id\":\"a1\"}");
                return;
            }

            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("{\"id\"");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        await using var target = Target();
        Assert.Single(await target.AddAsync(Items.Some(1), Token));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(401, "it wants a key")]
    [InlineData(404, "there is no dedupe")]
    [InlineData(302, "it leads elsewhere")]
    public async Task A_refusal_is_final(int status, string why)
    {
        server.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://127.0.0.1:1/";
            return Task.CompletedTask;
        };
        await using var target = Target(key: "dk_1");
        var error = await Assert.ThrowsAsync<ServerException>(() => target.AddAsync(Items.Some(1), Token));
        Assert.Equal(status, error.Status);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_words_of_the_server_are_told()
    {
        server.Answer = static context =>
        {
            context.Response.StatusCode = 403;
            return context.Response.WriteAsync(
                "{\"type\":\"urn:dedupe:problem:wrong-source\",\"detail\":\"Not yours.\"}");
        };
        await using var target = Target();
        var error = await Assert.ThrowsAsync<ServerException>(() => target.AddAsync(Items.Some(1), Token));
        Assert.EndsWith("refuses (403): Not yours.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_much_at_once_is_sent_in_parts()
    {
        server.Answer = async context =>
        {
            var body = server.Requests[^1].Body;
            // A frame of four items is larger than one of two.
            if (server.Requests.Count is 1)
            {
                context.Response.StatusCode = 413;
                return;
            }

            await AnswerLines(context, $"{{\"request\":{server.Requests.Count}}}", $"{{\"bytes\":{body.Length}}}");
        };
        await using var target = Target();
        Assert.Equal(4, (await target.AddAsync(Items.Some(4), Token)).Count);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task An_item_that_no_server_takes_is_rejected_and_costs_no_other()
    {
        server.Answer = static context =>
        {
            context.Response.StatusCode = 413;
            return Task.CompletedTask;
        };
        await using var target = Target();
        var outcomes = await target.AddAsync(Items.Some(2), Token);
        Assert.All(outcomes, static outcome => Assert.Equal(RejectionReason.Oversized, outcome.Rejection?.Reason));
    }

    [Theory]
    [InlineData("{\"id\":\"a1\"}")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task An_answer_that_is_none_is_an_error(string line)
    {
        server.Answer = context => AnswerLines(context, line);
        await using var target = Target();
        await Assert.ThrowsAsync<ServerException>(() => target.AddAsync(Items.Some(2), Token));
    }

    private static Task AnswerLines(HttpContext context, params string[] lines) =>
        context.Response.WriteAsync(string.Concat(lines.Select(static line => line + "\n")));

    private ServerTarget Target(string? key = null, Uri? address = null, TimeSpan? patience = null) => new(
        new ServerOptions
        {
            Address = address ?? server.Address,
            Key = key,
            Patience = patience ?? TimeSpan.FromMinutes(10),
            Told = told.Add,
        },
        time);
}
