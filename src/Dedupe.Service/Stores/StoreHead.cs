using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>The row that every transaction changes.</summary>
/// <param name="Counts">What the store holds.</param>
/// <param name="Commits">How many transactions were committed.</param>
internal readonly record struct StoreHead(LiveCounts Counts, long Commits);
