using System.Net;
using System.Net.Sockets;
using System.Text;
using Dedupe.Service.Net;
using Xunit;

namespace Dedupe.Service.Tests.Net;

public sealed class SafeConnectorTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://LOCALHOST.:{0}/")]
    [InlineData("http://inside.test:{0}/")]
    public async Task What_is_inside_is_refused_however_it_is_written(string uri)
    {
        using var server = new OneAnswer("200 OK", "");
        using var client = Client(new SafeConnector([], ToLoopback), 0);
        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Uri(uri, server), Token));
        Assert.True(
            thrown.InnerException is RefusedAddressException || thrown.GetBaseException() is RefusedAddressException,
            thrown.ToString());
        Assert.False(server.WasAsked);
    }

    [Fact]
    public async Task A_host_is_allowed_by_its_name_alone()
    {
        using var server = new OneAnswer("204 No Content", "");
        using var client = Client(new SafeConnector(["Inside.test"], ToLoopback), 0);
        using var answer = await client.GetAsync(Uri("http://inside.test:{0}/", server), Token);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(Uri("http://127.0.0.1:{0}/", server), Token));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    public async Task A_redirect_inside_is_refused(string target)
    {
        using var inside = new OneAnswer("200 OK", "");
        using var server = new OneAnswer("302 Found", "Location: " + Uri(target, inside) + "\r\n");
        using var client = Client(new SafeConnector(["outside.test"], ToLoopback), 5);
        var thrown = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(Uri("http://outside.test:{0}/", server), Token));
        Assert.IsType<RefusedAddressException>(thrown.GetBaseException());
        Assert.True(server.WasAsked);
        Assert.False(inside.WasAsked);
    }

    [Fact]
    public async Task A_name_that_changes_is_looked_at_each_time()
    {
        // The first answer is a public address, as whoever checks names beforehand would see; the second is inside.
        var asked = 0;
        Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) =>
            Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Parse("203.0.114.1") : IPAddress.Loopback]);
        var connector = new SafeConnector([], Resolve);

        // Nothing leaves this machine: it is stopped before it begins, and would have begun.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => connector.ConnectAsync(new DnsEndPoint("changes.test", 9), new CancellationToken(true)).AsTask());
        await Assert.ThrowsAsync<RefusedAddressException>(
            () => connector.ConnectAsync(new DnsEndPoint("changes.test", 9), Token).AsTask());
    }

    private static HttpClient Client(SafeConnector connector, int redirects) =>
        new(connector.CreateHandler(redirects), disposeHandler: true);

    private static Uri Uri(string format, OneAnswer server) => new(string.Format(null, format, server.Port));

    private static Task<IPAddress[]> ToLoopback(string host, CancellationToken cancellation) =>
        Task.FromResult<IPAddress[]>([IPAddress.Loopback]);

    /// <summary>A server on a free port of this machine that gives each connection the same answer.</summary>
    private sealed class OneAnswer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public OneAnswer(string status, string headers)
        {
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = AnswerAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\n\r\n"));
        }

        public int Port { get; }

        public bool WasAsked { get; private set; }

        public void Dispose() => _listener.Dispose();

        private async Task AnswerAsync(byte[] answer)
        {
            try
            {
                while (true)
                {
                    using var socket = await _listener.AcceptSocketAsync();
                    WasAsked = true;
                    await socket.ReceiveAsync(new byte[4096]);
                    await socket.SendAsync(answer);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
