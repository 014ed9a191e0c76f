using System.Text.Json;
using Dedupe.Live;
using Dedupe.Service.Stores;

namespace Dedupe.Service.Http;

/// <summary>
/// Which members of a cluster have a later version: that one stands for the item now, whether it is a copy or was
/// written anew.
/// </summary>
internal sealed class LaterVersions
{
    private readonly ILookup<long, (long Member, long Other, ReadOnlyMemory<byte> Version)> others;

    /// <summary>Reads the other versions of all members.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cluster">Number of the cluster.</param>
    public LaterVersions(DatabaseStore store, long cluster) =>
        others = store.ReadOtherVersions(cluster).ToLookup(static one => one.Member);

    /// <summary>Writes the number of the latest version of a member's item, when that is a later one.</summary>
    public void Write(Utf8JsonWriter json, LiveArticle member)
    {
        var versions = others[member.Number].Select(static one => (one.Version, one.Other));
        if (ItemVersions.Latest(member, versions) is { } number)
            json.WriteNumber("supersededBy"u8, number);
    }
}
