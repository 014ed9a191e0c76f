using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Finds the shingles of one text in another. Copies have them in the same order, so the next one is looked for behind the last one first, and stretches
/// of them are compared as a whole; the table is asked where a stretch ends. Cost: linear in the second text. Not thread-safe: one a worker.
/// </summary>
internal sealed class CommonShingles
{
    private readonly List<SharedStretch> stretches = [];

    /// <summary>All places of the second text whose shingle the first one has, rising.</summary>
    public ReadOnlySpan<SharedStretch> Stretches => CollectionsMarshal.AsSpan(stretches);

    /// <summary>Compares two texts; the stretches stay until the next call.</summary>
    /// <returns>How many distinct shingles both have.</returns>
    [MethodImpl(Compile.Fully)]
    public int Find(PreparedText a, PreparedText b)
    {
        stretches.Clear();
        var inA = a.Shingles;
        var inB = b.Shingles;
        var places = a.Places;
        var common = 0;
        var expected = 0;
        for (var at = 0; at < inB.Length;)
        {
            var place = (uint)expected < (uint)inA.Length && inA[expected] == inB[at] && places.CountFirst(expected, 1) == 1
                ? expected
                : places.First(inB[at]);
            if (place < 0)
            {
                at++;
                expected++;
                continue;
            }

            var length = places.CountFirst(place, inA[place..].CommonPrefixLength(inB[at..]));
            stretches.Add(new SharedStretch(place, at, length));
            common += b.Places.CountLast(at, length);
            at += length;
            expected = place + length;
        }

        return common;
    }
}
