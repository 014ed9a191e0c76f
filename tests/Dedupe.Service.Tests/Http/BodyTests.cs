using System.Net.Sockets;
using System.Text;
using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Http;

/// <summary>Bodies that are too much, too little, or not what they say.</summary>
public sealed class BodyTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/x-ndjson", 20)]
    [InlineData("application/json", 20)]
    public async Task What_is_cut_short_is_not_stored_at_all(string type, int cut)
    {
        await using var service = LocalService.Start();
        var body = Stories.Item("a", Stories.Harbour) + "\n" + Stories.Item("b", Stories.Orchard);
        var problem = await ProblemAsync(
            await service.PostAsync("/v1/articles", body[..^cut], type), 400, "cut-short");
        Assert.Equal(0, (int)problem["taken"]!);
        Assert.Equal(0, service.Store.Count().LastArticle);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task Packed_and_cut_short_is_not_stored_at_all(string encoding)
    {
        await using var service = LocalService.Start();
        var packed = ArticleRoutesTests.Packed(
            encoding, Encoding.UTF8.GetBytes(Stories.Item("a", Stories.Harbour) + "\n"));
        foreach (var length in (int[])[packed.Length - 1, packed.Length / 2, 3])
        {
            var problem = await ProblemAsync(
                await service.SendAsync(
                    HttpMethod.Post, "/v1/articles", Content(packed[..length], "application/x-ndjson", encoding)),
                400, "cut-short");
            Assert.Equal(0, (int)problem["taken"]!);
        }

        Assert.Equal(0, service.Store.Count().LastArticle);
    }

    [Fact]
    public async Task A_connection_that_ends_within_the_body_stores_nothing_and_nobody_is_there_to_be_told()
    {
        await using var service = LocalService.Start();
        var line = Stories.Item("a", Stories.Harbour) + "\n";
        await RawAsync(
            service,
            "POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n" +
            $"Content-Length: {line.Length + 100}\r\n\r\n{line}",
            endSending: true);
        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("b", Stories.Orchard)));
        Assert.Equal(1, service.Store.Count().LastArticle);
        Assert.Empty(service.Faults);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task A_bomb_ends_at_the_limit(string encoding)
    {
        await using var service = LocalService.Start(
            options => options with { Limits = options.Limits with { UnpackedBytes = 1 << 20 } });
        var bomb = ArticleRoutesTests.Packed(encoding, new byte[64 << 20]);
        Assert.True(bomb.Length < 1 << 20);
        await ProblemAsync(
            await service.SendAsync(
                HttpMethod.Post, "/v1/articles", Content(bomb, "application/json", encoding)), 413, "too-large");
    }

    [Fact]
    public async Task A_large_body_is_refused_by_what_it_says_and_by_what_it_is()
    {
        await using var service = LocalService.Start(
            options => options with { Limits = options.Limits with { BodyBytes = 10_000 } });
        var body = Encoding.UTF8.GetBytes(Stories.Item("a", new string('x', 20_000)));
        await ProblemAsync(
            await service.SendAsync(HttpMethod.Post, "/v1/articles", Content(body, "application/json")), 413,
            "too-large");
        await ProblemAsync(
            await service.SendAsync(
                HttpMethod.Post, "/v1/articles", Content(body, "application/json"),
                change: static request => request.Headers.TransferEncodingChunked = true), 413, "too-large");
    }

    [Fact]
    public async Task Too_many_items_are_refused_as_a_whole()
    {
        await using var service = LocalService.Start(
            options => options with { Limits = options.Limits with { Items = 2 } });
        var line = Stories.Item("a", Stories.Harbour) + "\n";
        await ProblemAsync(
            await service.PostAsync("/v1/articles", line + line + line, "application/x-ndjson"), 413, "too-large");
        Assert.Equal(0, service.Store.Count().LastArticle);
    }

    [Fact]
    public async Task Bodies_together_have_a_limit_and_whoever_comes_then_is_told_when_to_come_again()
    {
        await using var service = LocalService.Start(
            options => options with { Limits = options.Limits with { BytesAtHand = 4096 } });
        using var answer = await service.PostAsync("/v1/articles", Stories.Item("a", new string('x', 20_000)));
        Assert.Equal(1, answer.Headers.RetryAfter?.Delta?.TotalSeconds);
        await ProblemAsync(answer, 503, "busy");
        // What was lent is given back.
        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));
    }

    [Fact]
    public async Task Deep_nesting_is_a_rejected_item()
    {
        await using var service = LocalService.Start();
        var deep = string.Concat(Enumerable.Repeat("[", 100_000));
        using var answer = await service.PostAsync("/v1/articles", $"{{\"id\":\"a\",\"text\":{deep}");
        await ProblemAsync(answer, 400, "cut-short");
        var closed = deep + string.Concat(Enumerable.Repeat("]", 100_000));
        await ProblemAsync(
            await service.PostAsync("/v1/articles", $"{{\"id\":\"a\",\"text\":{closed}}}"), 400, "cut-short");
        var lines = await LinesAsync(await service.PostAsync(
            "/v1/articles", $"{{\"id\":\"a\",\"text\":{closed}}}\n{Stories.Item("b", Stories.Harbour)}\n",
            "application/x-ndjson"));
        Assert.Equal("bad-json", (string?)lines[0]["rejected"]!["reason"]);
        Assert.Equal(1, (long)lines[1]["number"]!);
    }

    [Theory]
    [InlineData("image/png", null)]
    [InlineData("application/json", "br")]
    [InlineData("application/json", "gzip, gzip")]
    public async Task What_is_not_read_is_told(string type, string? encoding)
    {
        await using var service = LocalService.Start();
        using var content = Content(Encoding.UTF8.GetBytes("x"), type);
        if (encoding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using var answer = await service.SendAsync(HttpMethod.Post, "/v1/articles", content);
        Assert.Equal("gzip, zstd", answer.Headers.GetValues("Accept-Encoding").Single());
        await ProblemAsync(answer, 415, "unsupported-type");
    }

    [Fact]
    public async Task An_empty_body_is_no_item()
    {
        await using var service = LocalService.Start();
        await ProblemAsync(await service.PostAsync("/v1/articles", "", "application/x-ndjson"), 400, "bad-request");
        await ProblemAsync(await service.PostAsync("/v1/articles", "[]"), 400, "bad-request");
        await ProblemAsync(await service.PostAsync("/v1/articles", ""), 400, "cut-short");
    }

    /// <summary>Sends bytes, and reads what comes until the other side ends.</summary>
    internal static async Task<string> RawAsync(LocalService service, string request, bool endSending = false)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", service.Client.BaseAddress!.Port, Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes(request), Token);
        if (endSending)
            socket.Shutdown(SocketShutdown.Send);
        var all = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, Token) is > 0 and var count)
            {
                all.Write(buffer, 0, count);
                // The answer may keep the connection: its end is that of the object.
                if (!endSending && Encoding.UTF8.GetString(all.ToArray()).EndsWith('}'))
                    break;
            }
        }
        catch (SocketException)
        {
            // It was ended hard; what came before counts.
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }
}
