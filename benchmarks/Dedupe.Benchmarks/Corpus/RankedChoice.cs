namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// Draws ranks after Zipf and Mandelbrot: rank r as often as 1/(r + shift). By Walker's alias method with whole
/// numbers: two table reads a draw.
/// </summary>
internal sealed class RankedChoice
{
    private readonly uint[] keep;
    private readonly int[] other;

    /// <summary>A choice among ranks 0 to count - 1.</summary>
    public RankedChoice(int count, int shift)
    {
        keep = new uint[count];
        other = new int[count];
        var weights = new long[count];
        var total = 0L;
        for (var rank = 0; rank < count; rank++)
            total += weights[rank] = (1L << 40) / (rank + shift);

        // Each slot has the share total/count; weights are compared after multiplying with count.
        var small = new Stack<int>();
        var large = new Stack<int>();
        var mass = new UInt128[count];
        for (var rank = 0; rank < count; rank++)
        {
            mass[rank] = (UInt128)(ulong)weights[rank] * (ulong)count;
            (mass[rank] < (UInt128)(ulong)total ? small : large).Push(rank);
        }

        while (small.TryPop(out var poor))
        {
            if (!large.TryPeek(out var rich))
            {
                keep[poor] = uint.MaxValue;
                continue;
            }

            keep[poor] = (uint)(mass[poor] * uint.MaxValue / (UInt128)(ulong)total);
            other[poor] = rich;
            mass[rich] -= (UInt128)(ulong)total - mass[poor];
            if (mass[rich] < (UInt128)(ulong)total)
                small.Push(large.Pop());
        }

        foreach (var rich in large)
            keep[rich] = uint.MaxValue;
    }

    /// <summary>A rank; 0 is the most frequent.</summary>
    public int Next(Draw draw)
    {
        var bits = draw.Next();
        var slot = (int)Math.BigMul(bits, (ulong)keep.Length, out _);
        return (uint)Draw.Mix(bits) <= keep[slot] ? slot : other[slot];
    }
}
