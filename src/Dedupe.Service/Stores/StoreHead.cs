using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>The row that every transaction changes.</summary>
/// <param name="Counts">What the store holds.</param>
/// <param name="Commits">How many transactions were committed.</param>
/// <param name="Version">Of the tables.</param>
internal readonly record struct StoreHead(LiveCounts Counts, long Commits, long Version)
{
    /// <summary>Refuses to write to tables that a later version of this program has changed meanwhile.</summary>
    /// <param name="known">The version that this program knows.</param>
    /// <exception cref="LiveStoreException">They are of another version.</exception>
    public void Require(int known)
    {
        if (Version != known)
        {
            throw new LiveStoreException(
                $"A later version of this program has changed the tables: they are of version {Version} now, and " +
                $"this one writes those of version {known}. Nothing was changed.",
                LiveStoreFault.Unusable);
        }
    }
}
