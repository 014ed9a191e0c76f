using Dedupe.Live;

namespace Dedupe.Service.Http;

/// <summary>An item of a body, or word of why it is none.</summary>
/// <param name="Item">The item, in memory of its own.</param>
/// <param name="Rejection">Why it is none; null when it is one.</param>
internal readonly record struct ReadItem(LiveItem Item, Rejection? Rejection);
