using System.Net;
using System.Net.Sockets;

namespace Dedupe.Service.Tests.Stores;

/// <summary>Stands between a client and PostgreSQL, and cuts the connection where it is told to.</summary>
internal sealed class CutProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string socket;
    private int cutsRequest;
    private int cutsAnswer;

    public CutProxy(string folder)
    {
        socket = $"{folder}/.s.PGSQL.5432";
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public string Address => $"Host=127.0.0.1;Port={((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>How often it cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Done when it has cut, before the client knows.</summary>
    public Action WhenCut { get; set; } = static () => { };

    /// <summary>The next request does not reach the server.</summary>
    public void CutNextRequest() => Interlocked.Exchange(ref cutsRequest, 1);

    /// <summary>The server does what is asked next, and its answer is lost.</summary>
    public void CutNextAnswer() => Interlocked.Exchange(ref cutsAnswer, 1);

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await server.ConnectAsync(new UnixDomainSocketEndPoint(socket));
            await using var toServer = new NetworkStream(server, ownsSocket: true);
            await Task.WhenAny(
                PassAsync(client.GetStream(), toServer, () => Cut(ref cutsRequest)),
                PassAsync(toServer, client.GetStream(), () => Cut(ref cutsAnswer)));
        }
    }

    private bool Cut(ref int isAsked)
    {
        if (Interlocked.Exchange(ref isAsked, 0) == 0)
            return false;
        Cuts++;
        return true;
    }

    private async Task PassAsync(Stream from, Stream to, Func<bool> cuts)
    {
        var bytes = new byte[65536];
        try
        {
            while (await from.ReadAsync(bytes) is > 0 and var length)
            {
                if (cuts())
                {
                    await to.DisposeAsync();
                    WhenCut();
                    return;
                }

                await to.WriteAsync(bytes.AsMemory(0, length));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // One of the two has gone.
        }
    }
}
