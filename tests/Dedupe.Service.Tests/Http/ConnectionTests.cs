using System.Net.Sockets;
using System.Text;
using Dedupe.Service.Http;
using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Http;

/// <summary>Connections that do nothing, or next to nothing, and take nothing from the others.</summary>
public sealed class ConnectionTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_body_is_ended_and_stores_nothing()
    {
        await using var service = Start(limits => limits with { SlowTime = TimeSpan.FromSeconds(1.1) });
        using var socket = await ConnectAsync(service);
        await SendAsync(
            socket, "POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{\"id\":\"a\"");
        Assert.StartsWith("HTTP/1.1 408 ", await RestAsync(socket), StringComparison.Ordinal);
        Assert.Equal(0, service.Store.Count().LastArticle);
    }

    [Fact]
    public async Task A_slow_head_is_ended()
    {
        await using var service = Start(limits => limits with { HeadTime = TimeSpan.FromSeconds(1) });
        using var socket = await ConnectAsync(service);
        await SendAsync(socket, "GET /health/live HTTP/1.1\r\nHost: local");
        Assert.StartsWith("HTTP/1.1 408 ", await RestAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_idle_connection_is_ended()
    {
        await using var service = Start(limits => limits with { IdleTime = TimeSpan.FromSeconds(1) });
        using var socket = await ConnectAsync(service);
        await SendAsync(socket, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.EndsWith("{\"status\":\"live\"}", await RestAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_connections_than_there_may_be_are_ended_at_once()
    {
        await using var service = Start(limits => limits with { Connections = 2 });
        using var first = await ConnectAsync(service);
        using var second = await ConnectAsync(service);
        await SendAsync(first, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await SendAsync(second, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.NotEqual(0, await first.ReceiveAsync(new byte[1], Token));
        Assert.NotEqual(0, await second.ReceiveAsync(new byte[1], Token));
        using var third = await ConnectAsync(service);
        Assert.Equal("", await RestAsync(third));
    }

    [Fact]
    public async Task Idle_connections_take_nothing_from_others()
    {
        await using var service = LocalService.Start();
        var idle = new List<Socket>();
        try
        {
            for (var count = 0; count < 200; count++)
                idle.Add(await ConnectAsync(service));
            await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));
        }
        finally
        {
            idle.ForEach(static socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task A_request_has_its_time()
    {
        await using var service = Start(limits => limits with { RequestTime = TimeSpan.FromMilliseconds(1) });
        using var socket = await ConnectAsync(service);
        await SendAsync(socket, "POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{");
        Assert.StartsWith("HTTP/1.1 503 ", await RestAsync(socket, untilObject: true), StringComparison.Ordinal);
        Assert.Equal(0, service.Store.Count().LastArticle);
    }

    private static LocalService Start(Func<ServeLimits, ServeLimits> change) =>
        LocalService.Start(options => options with { Limits = change(options.Limits) });

    private static async Task<Socket> ConnectAsync(LocalService service)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", service.Client.BaseAddress!.Port, Token);
        return socket;
    }

    private static Task SendAsync(Socket socket, string text) =>
        socket.SendAsync(Encoding.ASCII.GetBytes(text), Token).AsTask();

    private static async Task<string> RestAsync(Socket socket, bool untilObject = false)
    {
        var all = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, Token) is > 0 and var count)
            {
                all.Append(Encoding.UTF8.GetString(buffer, 0, count));
                if (untilObject && all[^1] == '}')
                    break;
            }
        }
        catch (SocketException)
        {
            // It was ended hard; what came before counts.
        }

        return all.ToString();
    }
}
