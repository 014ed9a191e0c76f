using Dedupe.Service.Access;

namespace Dedupe.Service.Http;

/// <summary>What a route needs of who asks for it.</summary>
/// <param name="Scopes">What they must be allowed; none: anybody may ask.</param>
/// <param name="IsStream">Whether it goes on until somebody ends it.</param>
internal sealed record Needs(KeyScopes Scopes, bool IsStream = false);
