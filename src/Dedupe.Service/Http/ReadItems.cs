namespace Dedupe.Service.Http;

/// <summary>The items of a body in their order.</summary>
/// <param name="Items">They.</param>
/// <param name="IsOne">Whether the body was one object, and the answer is one.</param>
internal sealed record ReadItems(IReadOnlyList<ReadItem> Items, bool IsOne);
