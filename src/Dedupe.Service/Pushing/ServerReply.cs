using System.Net;

namespace Dedupe.Service.Pushing;

/// <summary>What a server answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The whole body, unpacked.</param>
/// <param name="RetryAfter">When it wants to be asked again; null where it does not say.</param>
internal sealed record ServerReply(HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter)
{
    /// <summary>Takes it apart.</summary>
    public void Deconstruct(out HttpStatusCode status, out byte[] body) => (status, body) = (Status, Body);
}
