using System.Numerics;
using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Storage;

namespace Dedupe.Indexing;

/// <summary>
/// The keys of each document that many others have too: the widest one, and how many there are of each width. Three
/// numbers a document, however many keys and documents there are. Only buckets too large to propose all pairs are told.
/// Additions are thread-safe and give the same in any order.
/// </summary>
internal sealed class WideKeys(int documents)
{
    /// <summary>Widths that are told apart: the next is four times as wide, the last has no end.</summary>
    public const int Widths = 8;

    private const int FirstOctave = 4;
    private const int SizeShift = KeyWidths.KeyBits;
    private const int CountBits = KeyWidths.CountBits;
    private const int CountsOfOne = KeyWidths.CountsOfOne;
    private const ulong MostKeys = KeyWidths.MostKeys;
    private const string NotedName = "topped";
    private const string TopsName = "tops";
    private const string CountsName = "wide";

    // size and key of the widest one; of equally wide ones the largest key
    private readonly ulong[] tops = new ulong[documents];
    // keys of the four smaller widths, then of the four larger ones
    private readonly ulong[] counts = new ulong[2 * documents];

    /// <summary>The width of a bucket.</summary>
    /// <param name="documents">Documents in it.</param>
    public static int WidthOf(int documents) =>
        Math.Clamp((BitOperations.Log2((uint)documents) - FirstOctave) / 2, 0, Widths - 1);

    /// <summary>A bucket has these documents.</summary>
    /// <param name="bucket">Entries, each document once.</param>
    /// <param name="key">The bucket's key, short.</param>
    [MethodImpl(Compile.Fully)]
    public void Add(ReadOnlySpan<ulong> bucket, ulong key)
    {
        var top = ((ulong)Math.Min(bucket.Length, (1 << (64 - SizeShift)) - 1) << SizeShift) | key;
        var width = WidthOf(bucket.Length);
        var one = 1UL << (width % CountsOfOne * CountBits);
        foreach (var entry in bucket)
        {
            var document = (int)(uint)entry;
            Replace(ref tops[document], top, Math.Max);
            Replace(ref counts[(2 * document) + (width / CountsOfOne)], one, Sum);
        }
    }

    /// <summary>What was told of a document.</summary>
    public KeyWidths this[int document] => new(tops[document], counts[2 * document], counts[(2 * document) + 1]);

    /// <summary>Writes what was told.</summary>
    public void Save(PartWriter part)
    {
        var noted = new List<int>();
        for (var document = 0; document < tops.Length; document++)
        {
            if (tops[document] != 0)
                noted.Add(document);
        }

        part.Write<int>(NotedName, 0, noted.ToArray());
        part.Write<ulong>(TopsName, 0, noted.ConvertAll(document => tops[document]).ToArray());
        part.Write<ulong>(
            CountsName, 0, noted.SelectMany(document => counts[(2 * document)..(2 * (document + 1))]).ToArray());
    }

    /// <summary>Adds what was told elsewhere and <see cref="Save"/> wrote.</summary>
    public void Attach(PartReader part)
    {
        var noted = part.Read<int>(NotedName, 0);
        var (more, numbers) = (part.Read<ulong>(TopsName, 0), part.Read<ulong>(CountsName, 0));
        for (var i = 0; i < noted.Length; i++)
        {
            Replace(ref tops[noted[i]], more[i], Math.Max);
            for (var half = 0; half < 2; half++)
                Replace(ref counts[(2 * noted[i]) + half], numbers[(2 * i) + half], Sum);
        }
    }

    private static void Replace(ref ulong place, ulong more, Func<ulong, ulong, ulong> join)
    {
        var before = Volatile.Read(ref place);
        while (true)
        {
            var joined = join(before, more);
            var found = joined == before ? before : Interlocked.CompareExchange(ref place, joined, before);
            if (found == before)
                return;
            before = found;
        }
    }

    private static ulong Sum(ulong one, ulong other)
    {
        var sum = 0UL;
        for (var shift = 0; shift < 64; shift += CountBits)
            sum |= Math.Min(((one >> shift) & MostKeys) + ((other >> shift) & MostKeys), MostKeys) << shift;
        return sum;
    }
}
