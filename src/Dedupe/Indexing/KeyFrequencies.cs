using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Dedupe.Kernels;
using Dedupe.Storage;

namespace Dedupe.Indexing;

/// <summary>
/// In how many stories a key was found: a compact table of the keys found in two or more documents, the others being
/// rare by definition. Keys have 40 bits; 8 of them choose one of 256 open-addressing tables, so that a slot has 5
/// bytes and a key takes 7. Seeded, so that no input can be written to crowd its slots. Lookups are thread-safe, and so
/// are additions of keys whose low 8 bits differ.
/// </summary>
internal sealed class KeyFrequencies
{
    /// <summary>Counts above this are not told apart from it: what so many stories have is boilerplate.</summary>
    public const int Most = byte.MaxValue;

    private const int PartBits = 8;
    private const string KeysName = "keys";
    private const string CountsName = "counts";

    private readonly ulong seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
    private readonly KeyCounts?[] parts = new KeyCounts?[1 << PartBits];

    /// <summary>Bytes that the tables take.</summary>
    public long Bytes => parts.Sum(static part => part?.Bytes ?? 0);

    /// <summary>The count of a key, whose 40 low bits are looked up; 0 when it is not in the table.</summary>
    public int this[ulong key] => parts[PartOf(key)]?[(uint)(key >> PartBits)] ?? 0;

    /// <summary>Takes keys that have the low 8 bits in common.</summary>
    /// <param name="part">Those bits.</param>
    /// <param name="keys">The others, 32 of each key.</param>
    /// <param name="counts">Their counts, 1 or more.</param>
    public void Add(int part, ReadOnlySpan<uint> keys, ReadOnlySpan<byte> counts)
    {
        if (!keys.IsEmpty)
            (parts[part] ??= new KeyCounts(seed)).Add(keys, counts);
    }

    /// <summary>
    /// The counts of many keys; 0 for those not in the table. The memory of all is asked for before the first one is
    /// read.
    /// </summary>
    /// <param name="keys">The keys; their 40 low bits are looked up.</param>
    /// <param name="counts">Gets the counts; as long as the keys.</param>
    [MethodImpl(Compile.Fully)]
    public void Find(ReadOnlySpan<ulong> keys, Span<int> counts)
    {
        foreach (var key in keys)
            parts[PartOf(key)]?.Prepare((uint)(key >> PartBits));
        for (var i = 0; i < keys.Length; i++)
            counts[i] = this[keys[i]];
    }

    /// <summary>Writes all keys and counts to a part file.</summary>
    public void Save(PartWriter file)
    {
        for (var part = 0; part < parts.Length; part++)
        {
            if (parts[part] is not { } table)
                continue;
            var (keys, counts) = table.ToArrays();
            file.Write<uint>(KeysName, part, keys);
            file.Write<byte>(CountsName, part, counts);
        }
    }

    /// <summary>Adds the keys and counts of a part file.</summary>
    public void Add(PartReader file)
    {
        for (var part = 0; part < parts.Length; part++)
        {
            var keys = file.Read<uint>(KeysName, part);
            if (keys.Length > 0)
                Add(part, keys, file.Read<byte>(CountsName, part));
        }
    }

    private static int PartOf(ulong key) => (int)key & ((1 << PartBits) - 1);
}
