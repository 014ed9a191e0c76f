using System.Net;
using System.Net.Sockets;
using Dedupe.Service.Access;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>Finds out who asks.</summary>
internal sealed class KeyGuard(ServeOptions options, KeyRing keys)
{
    private const string Bearer = "Bearer ";

    /// <summary>Whether nobody gets in without a key: where others can ask, or where there are keys.</summary>
    public bool NeedsKey => !options.IsLocal || keys.HasAny;

    /// <summary>Who asks.</summary>
    /// <param name="context">The request.</param>
    /// <param name="problem">Why the key does not count; null where there is a good one, or none.</param>
    public Caller Find(HttpContext context, out ProblemException? problem)
    {
        problem = null;
        var address = AddressOf(context);
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return new Caller("", "", address, NeedsKey ? KeyScopes.None : KeyScopes.Admin, []);
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && keys.Find(header[Bearer.Length..].Trim()) is { } key)
            return new Caller(key.Id, key.Name, address, key.Scopes, key.Sources);
        problem = new ProblemException(
            StatusCodes.Status401Unauthorized, ProblemTypes.BadKey,
            "The key is unknown, has expired, or was taken back.");
        return new Caller("", "", address, KeyScopes.None, []);
    }

    // Behind a proxy the last address of the list is the one that the proxy saw; those before it anybody can write.
    private string AddressOf(HttpContext context)
    {
        if (options.IsBehindProxy
            && context.Request.Headers["X-Forwarded-For"].ToString() is { Length: > 0 } list
            && IPAddress.TryParse(list[(list.LastIndexOf(',') + 1)..].Trim(), out var forwarded))
            return forwarded.ToString();
        return context.Connection.RemoteIpAddress is not { } address ? ""
            : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
            : address.ToString();
    }

    /// <summary>Whose requests are counted together: those of a key, of an address, of a network of IPv6.</summary>
    public static string GroupOf(Caller caller)
    {
        if (caller.KeyId.Length > 0)
            return "key " + caller.KeyId;
        if (!IPAddress.TryParse(caller.Address, out var address)
            || address.AddressFamily != AddressFamily.InterNetworkV6)
            return caller.Address;
        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes, 0, 8);
    }
}
