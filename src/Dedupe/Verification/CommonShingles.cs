using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Finds the shingles of one text in another. Most are told by a filter to be none of the other text, piece by piece;
/// from one that is there on, stretches are compared as a whole, as copies have their shingles in the same order. Cost:
/// linear in the second text, whatever either repeats: never much more is compared than is taken. Not thread-safe: one
/// a worker.
/// </summary>
/// <param name="steps">Counts what is done.</param>
internal sealed class CommonShingles(Steps? steps = null)
{
    // Shingles looked at or compared at first; twice as many each time that none or all of them are taken.
    private const int FirstPiece = 16;

    private const int LargestPiece = 512;

    private readonly Steps steps = steps ?? new Steps();
    private readonly List<SharedStretch> stretches = [];
    private readonly int[] possible = new int[LargestPiece];

    /// <summary>All places of the second text whose shingle the first one has, rising.</summary>
    public ReadOnlySpan<SharedStretch> Stretches => CollectionsMarshal.AsSpan(stretches);

    /// <summary>Compares two texts; the stretches stay until the next call.</summary>
    /// <returns>How many distinct shingles both have.</returns>
    [MethodImpl(Compile.Fully)]
    public int Find(PreparedText a, PreparedText b)
    {
        stretches.Clear();
        var inB = b.Shingles;
        var common = 0;
        var piece = FirstPiece;
        for (var at = 0; at < inB.Length;)
        {
            var start = at;
            at = Math.Min(inB.Length, start + piece);
            steps.Add(at - start);
            piece = Math.Min(2 * piece, possible.Length);
            var count = a.Places.FindPossible(inB[start..at], possible);
            var behind = start; // the stretch before
            foreach (var place in possible.AsSpan(0, count))
            {
                if (start + place < behind || a.Places.First(inB[start + place]) is not (>= 0 and var first))
                    continue;
                var length = Alike(a, first, inB[(start + place)..]);
                stretches.Add(new SharedStretch(first, start + place, length));
                common += b.Places.CountLast(start + place, length);
                behind = start + place + length;
                piece = FirstPiece;
            }

            at = Math.Max(at, behind);
        }

        return common;
    }

    // How far two stretches are alike while the first one goes over first places. Where a shingle stands in many
    // places it soon does not, and the texts may be alike to their ends all the same.
    private int Alike(PreparedText a, int place, ReadOnlySpan<ulong> inB)
    {
        var places = a.Places;
        var inA = a.Shingles;
        if (!places.HasRepeats)
            return inA[place..].CommonPrefixLength(inB);
        var most = Math.Min(inA.Length - place, inB.Length);
        var length = 0;
        for (var piece = FirstPiece; ; piece *= 2)
        {
            var firsts = places.CountFirst(place + length, Math.Min(piece, most - length));
            var alike = inA.Slice(place + length, firsts).CommonPrefixLength(inB[length..]);
            steps.Add(firsts);
            length += alike;
            if (alike < piece)
                return length;
        }
    }
}
