using System.Numerics;
using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Storage;

namespace Dedupe.Indexing;

/// <summary>
/// How many of each document's keys others have too, by how many have them. Two numbers a document, however many keys
/// and documents there are. Additions are thread-safe and give the same in any order.
/// </summary>
internal sealed class WideKeys(int documents)
{
    /// <summary>Widths that are told apart: the next is four times as wide, the last has no end.</summary>
    public const int Widths = 8;

    private const int FirstOctave = 1;
    private const int CountBits = KeyWidths.CountBits;
    private const int CountsOfOne = KeyWidths.CountsOfOne;
    private const ulong MostKeys = KeyWidths.MostKeys;
    private const string NotedName = "topped";
    private const string CountsName = "wide";

    // keys of the four smaller widths, then of the four larger ones
    private readonly ulong[] counts = new ulong[2 * documents];

    /// <summary>The width of a bucket.</summary>
    /// <param name="documents">Documents in it.</param>
    public static int WidthOf(int documents) =>
        Math.Clamp((BitOperations.Log2((uint)documents) - FirstOctave) / 2, 0, Widths - 1);

    /// <summary>A bucket has these documents.</summary>
    /// <param name="bucket">Entries, each document once.</param>
    [MethodImpl(Compile.Fully)]
    public void Add(ReadOnlySpan<ulong> bucket)
    {
        var width = WidthOf(bucket.Length);
        var one = 1UL << (width % CountsOfOne * CountBits);
        foreach (var entry in bucket)
        {
            var document = (int)(uint)entry;
            Add(ref counts[(2 * document) + (width / CountsOfOne)], one);
        }
    }

    /// <summary>What was told of a document.</summary>
    public KeyWidths this[int document] => new(counts[2 * document], counts[(2 * document) + 1]);

    /// <summary>Writes what was told.</summary>
    public void Save(PartWriter part)
    {
        var noted = new List<int>();
        for (var document = 0; 2 * document < counts.Length; document++)
        {
            if ((counts[2 * document] | counts[(2 * document) + 1]) != 0)
                noted.Add(document);
        }

        part.Write<int>(NotedName, 0, noted.ToArray());
        part.Write<ulong>(
            CountsName, 0, noted.SelectMany(document => counts[(2 * document)..(2 * (document + 1))]).ToArray());
    }

    /// <summary>Adds what was told elsewhere and <see cref="Save"/> wrote.</summary>
    public void Attach(PartReader part)
    {
        var noted = part.Read<int>(NotedName, 0);
        var numbers = part.Read<ulong>(CountsName, 0);
        for (var i = 0; i < noted.Length; i++)
        {
            for (var half = 0; half < 2; half++)
                Add(ref counts[(2 * noted[i]) + half], numbers[(2 * i) + half]);
        }
    }

    private static void Add(ref ulong place, ulong more)
    {
        var before = Volatile.Read(ref place);
        while (true)
        {
            var joined = Sum(before, more);
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
