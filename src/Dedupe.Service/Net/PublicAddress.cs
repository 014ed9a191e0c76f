using System.Net;
using System.Net.Sockets;

namespace Dedupe.Service.Net;

/// <summary>
/// Tells addresses of the public Internet from those that a request from outside must not reach through this server:
/// its own, private, shared, link-local and metadata ones, those kept for documents and tests, multicast.
/// </summary>
/// <remarks>After IANA's registers of special-purpose addresses, IPv4 and IPv6. Safe from any thread.</remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. Parse("0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24"),
        .. Parse("192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24"),
        .. Parse("224.0.0.0/4 240.0.0.0/4"),

        // A cloud answers to its machines with their secrets here, though the address looks like any other.
        .. Parse("168.63.129.16/32"),

        // Within 2000::/3: tunnels that hold an IPv4 address of their own, protocols, documents.
        .. Parse("2001::/23 2001:db8::/32 2002::/16 3fff::/20"),
    ];

    private static readonly IPNetwork Unicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is one of the public Internet. IPv4 in IPv6 (mapped, or translated by a network
    /// without IPv4) is judged as IPv4.</summary>
    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return Is(address.MapToIPv4());
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6 && Translated.Contains(address))
        {
            return Is(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        }

        return (address.AddressFamily == AddressFamily.InterNetwork || Unicast.Contains(address))
            && !Array.Exists(NotPublic, network => network.Contains(address));
    }

    private static IEnumerable<IPNetwork> Parse(string networks) => networks.Split(' ').Select(IPNetwork.Parse);
}
