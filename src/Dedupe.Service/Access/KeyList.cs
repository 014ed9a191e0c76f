namespace Dedupe.Service.Access;

/// <summary>The keys of a store as they are kept.</summary>
internal sealed record KeyList
{
    /// <summary>They, those that were taken back too, in the order in which they were made.</summary>
    public IReadOnlyList<KeyRecord> Keys { get; init; } = [];
}
