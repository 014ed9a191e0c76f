using System.Text;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// The documents of a collection that are later versions of an item: what they are known by, and the version before
/// each. The first version keeps the id of the item; a later one has its version behind it, <c>item/7#2</c>, and more
/// signs between where that is somebody's id already. Immutable.
/// </summary>
internal sealed class ItemVersions
{
    private const string LaterName = "versions";
    private const string IdsName = "versionIds";

    private readonly Dictionary<int, (int Before, byte[] Id)> later;

    private ItemVersions(Dictionary<int, (int Before, byte[] Id)> later) => this.later = later;

    /// <summary>A collection without versions.</summary>
    public static ItemVersions None { get; } = new([]);

    /// <summary>How many there are.</summary>
    public int Count => later.Count;

    /// <summary>Names the later versions of items.</summary>
    /// <param name="documents">All documents.</param>
    /// <param name="items">The versions of each item that has more than one, in order; items in order of their
    /// ids.</param>
    /// <param name="isId">Whether an item has such an id.</param>
    public static ItemVersions Of(SignedBlocks documents, IEnumerable<int[]> items, Func<byte[], bool> isId)
    {
        var named = new Dictionary<int, (int, byte[])>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var versions in items)
        {
            for (var i = 1; i < versions.Length; i++)
            {
                byte[] id;
                var gap = "#"u8.ToArray();
                do
                {
                    id = [.. documents.IdOf(versions[i]), .. gap, .. documents.VersionOf(versions[i])];
                    gap = [.. gap, (byte)'#'];
                }
                while (isId(id) || !taken.Add(Encoding.UTF8.GetString(id)));

                named.Add(versions[i], (versions[i - 1], id));
            }
        }

        return new ItemVersions(named);
    }

    /// <summary>What a later version is known by.</summary>
    public bool TryGetId(int document, out ReadOnlySpan<byte> id)
    {
        var isLater = later.TryGetValue(document, out var found);
        id = found.Id;
        return isLater;
    }

    /// <summary>The version before one; -1 for the first.</summary>
    public int Before(int document) => later.TryGetValue(document, out var found) ? found.Before : -1;

    /// <summary>The same under other numbers.</summary>
    public ItemVersions Renumbered(int[] numbers) => new(later.ToDictionary(
        version => numbers[version.Key], version => (numbers[version.Value.Before], version.Value.Id)));

    /// <summary>Writes them.</summary>
    public void Save(PartWriter part)
    {
        if (Count == 0)
            return;
        int[] order = [.. later.Keys.Order()];
        part.Write<(int, int, int)>(LaterName, 0, [.. order.Select(
            document => (document, later[document].Before, later[document].Id.Length))]);
        part.Write<byte>(IdsName, 0, [.. order.SelectMany(document => later[document].Id)]);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static ItemVersions Load(PartReader part)
    {
        if (part.Length(LaterName, 0) == 0)
            return None;
        var ids = part.Read<byte>(IdsName, 0);
        var named = new Dictionary<int, (int, byte[])>();
        var start = 0;
        foreach (var (document, before, length) in part.Read<(int, int, int)>(LaterName, 0))
        {
            named.Add(document, (before, ids[start..(start + length)]));
            start += length;
        }

        return new ItemVersions(named);
    }
}
