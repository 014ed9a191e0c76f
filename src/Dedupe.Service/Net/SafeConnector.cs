using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;

namespace Dedupe.Service.Net;

/// <summary>
/// Connects to hosts that others named (feeds, webhooks) and refuses addresses that are not public, unless the host was
/// allowed by name. What is looked at is the very address that is connected to, for each connection: a name that
/// answers with another address the second time, a redirect, or a number written in an odd way gains nothing.
/// </summary>
/// <remarks>Safe from any thread.</remarks>
/// <param name="allowed">Hosts that may have any address, compared without case.</param>
/// <param name="resolve">Gives the addresses of a host; null: the system does.</param>
internal sealed class SafeConnector(
    IEnumerable<string> allowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    /// <summary>How long connecting may take, over all addresses of a host.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly FrozenSet<string> byName = allowed.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> addressesOf =
        resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>Makes a handler for <see cref="HttpClient"/>; it is the caller's to dispose. It goes through no proxy
    /// (the address would be the proxy's), keeps no cookies, and looks names up anew every few minutes.</summary>
    /// <param name="redirects">How many redirects are followed; 0: none, they are answers like others.</param>
    public SocketsHttpHandler CreateHandler(int redirects) => new()
    {
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, cancellation),
        ConnectTimeout = ConnectTimeout,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = redirects > 0,
        MaxAutomaticRedirections = Math.Max(redirects, 1),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 32,
        MaxResponseDrainSize = 64 * 1024,
    };

    /// <summary>Connects to the first address of a host that is allowed and answers.</summary>
    /// <exception cref="RefusedAddressException">None of its addresses is allowed.</exception>
    /// <exception cref="SocketException">It has no address, or none answers.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellation)
    {
        // Brackets are how an IPv6 address is written in a URI, not part of it.
        var name = host.Host.Trim('[', ']').TrimEnd('.');
        var addresses = IPAddress.TryParse(name, out var literal)
            ? [literal]
            : await addressesOf(name, cancellation).ConfigureAwait(false);
        Exception? failure = null;
        foreach (var address in addresses)
        {
            if (!byName.Contains(name) && !PublicAddress.Is(address))
            {
                failure ??= new RefusedAddressException(name, address);
                continue;
            }

            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, host.Port), cancellation).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                failure = e;
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }
}
