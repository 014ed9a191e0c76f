using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Finds the shingles of one text in another. Copies have them in the same order, so the next one is looked for behind
/// the last one first, and stretches of them are compared as a whole; the table is asked where a stretch ends. Cost:
/// linear in the second text, whatever either repeats: never much more is compared than is taken. Not thread-safe: one
/// a worker.
/// </summary>
/// <param name="steps">Counts what is done.</param>
internal sealed class CommonShingles(Steps? steps = null)
{
    // Shingles compared at first where something is repeated; twice as many each time that all of them are taken.
    private const int FirstPiece = 16;

    private readonly Steps steps = steps ?? new Steps();
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
        var look = 0;
        for (var at = 0; at < inB.Length;)
        {
            if (at >= look)
            {
                steps.Add(Steps.Between);
                look = at + Steps.Between;
            }

            var place = (uint)expected < (uint)inA.Length
                && inA[expected] == inB[at]
                && places.CountFirst(expected, 1) == 1
                ? expected
                : places.First(inB[at]);
            if (place < 0)
            {
                at++;
                expected++;
                continue;
            }

            var length = places.HasRepeats
                ? Alike(places, inA, place, inB[at..])
                : inA[place..].CommonPrefixLength(inB[at..]);
            stretches.Add(new SharedStretch(place, at, length));
            common += b.Places.CountLast(at, length);
            at += length;
            expected = place + length;
        }

        return common;
    }

    // How far two stretches are alike while the first one goes over first places. Where a shingle stands in many
    // places it soon does not, and the texts may be alike to their ends all the same.
    private int Alike(ShinglePlaces places, ReadOnlySpan<ulong> inA, int place, ReadOnlySpan<ulong> inB)
    {
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
