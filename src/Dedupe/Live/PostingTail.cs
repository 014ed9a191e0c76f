using System.Security.Cryptography;
using Dedupe.Kernels;

namespace Dedupe.Live;

/// <summary>
/// The postings of the latest articles, in memory: an open table of keys with a list of articles each. Where a key
/// stands depends on a secret of the process, so that nobody can send texts whose keys collide. Some 40 bytes a
/// posting. Reading is thread-safe while nobody adds.
/// </summary>
internal sealed class PostingTail
{
    private const int None = -1;

    private readonly ulong secret = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;
    private readonly List<(uint Article, int Next)> postings = [];
    private ulong[] keys = new ulong[1024];
    private int[] heads = NewHeads(1024);
    private int used;

    /// <summary>Articles it has.</summary>
    public int Articles { get; private set; }

    /// <summary>The lowest number of an article; 0 when there is none.</summary>
    public long First { get; private set; }

    /// <summary>The highest number of an article; 0 when there is none.</summary>
    public long Last { get; private set; }

    /// <summary>Adds an article.</summary>
    /// <param name="article">Its number, higher than those before.</param>
    /// <param name="articleKeys">Its keys, each once.</param>
    public void Add(long article, ReadOnlySpan<ulong> articleKeys)
    {
        foreach (var key in articleKeys)
        {
            if (2 * used >= keys.Length)
                Grow();
            var slot = SlotOf(key);
            if (heads[slot] == None)
            {
                keys[slot] = key;
                used++;
            }

            postings.Add(((uint)article, heads[slot]));
            heads[slot] = postings.Count - 1;
        }

        First = Articles == 0 ? article : First;
        Last = article;
        Articles++;
    }

    /// <summary>Keys will be looked up soon: where they stand is fetched.</summary>
    public void Prepare(ReadOnlySpan<ulong> some)
    {
        foreach (var key in some)
        {
            Prefetch.Line(ref heads[HomeOf(key)]);
            Prefetch.Line(ref keys[HomeOf(key)]);
        }
    }

    /// <summary>Adds the articles of a key to a list, the latest first.</summary>
    /// <param name="key">The key.</param>
    /// <param name="found">Gets the articles.</param>
    /// <param name="most">The list gets no longer than this.</param>
    public void Find(ulong key, List<uint> found, int most)
    {
        for (var at = heads[SlotOf(key)]; at != None && found.Count < most; at = postings[at].Next)
            found.Add(postings[at].Article);
    }

    /// <summary>All postings of a partition as sorted entries: 32 bits of the key, 32 of the article.</summary>
    public ulong[][] Entries(int partitions)
    {
        var entries = new List<ulong>[partitions];
        for (var partition = 0; partition < partitions; partition++)
            entries[partition] = [];
        for (var slot = 0; slot < keys.Length; slot++)
        {
            for (var at = heads[slot]; at != None; at = postings[at].Next)
                entries[(int)(keys[slot] >> 32)].Add((keys[slot] << 32) | postings[at].Article);
        }

        return Array.ConvertAll(entries, static list =>
        {
            list.Sort();
            return list.ToArray();
        });
    }

    private int SlotOf(ulong key)
    {
        var slot = HomeOf(key);
        while (heads[slot] != None && keys[slot] != key)
            slot = (slot + 1) & (keys.Length - 1);
        return slot;
    }

    private int HomeOf(ulong key) => (int)((key * secret) >> 32) & (keys.Length - 1);

    private void Grow()
    {
        var (oldKeys, oldHeads) = (keys, heads);
        keys = new ulong[2 * oldKeys.Length];
        heads = NewHeads(keys.Length);
        for (var slot = 0; slot < oldKeys.Length; slot++)
        {
            if (oldHeads[slot] == None)
                continue;
            var now = SlotOf(oldKeys[slot]);
            (keys[now], heads[now]) = (oldKeys[slot], oldHeads[slot]);
        }
    }

    private static int[] NewHeads(int size)
    {
        var none = new int[size];
        Array.Fill(none, None);
        return none;
    }
}
