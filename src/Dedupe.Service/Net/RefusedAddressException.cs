using System.Net;

namespace Dedupe.Service.Net;

/// <summary>A host was not connected to: it has no address outside, and nobody allowed it by name.</summary>
/// <param name="host">The host.</param>
/// <param name="address">The address it has; one of them.</param>
internal sealed class RefusedAddressException(string host, IPAddress address)
    : IOException(
        $"{host} is {address}, which is no public address. To connect to it all the same: --allow-host {host}");
