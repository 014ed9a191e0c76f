using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>
/// Lets through what asks for this server by one of its names, and no page of another site: a browser on this machine
/// must not be turned against it, by a name that is made to mean this machine (rebinding) or by a form.
/// </summary>
internal sealed class HostGuard(ServeOptions options)
{
    private readonly FrozenSet<string> names = NamesOf(options).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks at a request.</summary>
    /// <exception cref="ProblemException">It is not for us.</exception>
    public void Check(HttpRequest request)
    {
        if (!names.Contains(request.Host.Host))
            throw new ProblemException(
                StatusCodes.Status421MisdirectedRequest, ProblemTypes.WrongHost,
                "The header Host names another server; --host gives this one a further name.");
        var origin = request.Headers.Origin.ToString();
        var isOwn = origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!isOwn || (!isSafe && request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"))
            throw new ProblemException(
                StatusCodes.Status403Forbidden, ProblemTypes.CrossSite,
                "A browser sent this for a page of another site.");
    }

    private static IEnumerable<string> NamesOf(ServeOptions options)
    {
        foreach (var name in options.Hosts)
            yield return name;
        var address = options.Listen.Address;
        if (!address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
            yield return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
                ? $"[{address}]"
                : address.ToString();
        if (!IPAddress.IsLoopback(address))
            yield break;
        yield return "localhost";
        yield return "127.0.0.1";
        yield return "[::1]";
    }
}
