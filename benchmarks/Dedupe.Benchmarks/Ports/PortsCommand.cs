using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Signing;

namespace Dedupe.Benchmarks.Ports;

/// <summary>
/// <c>ports</c>: the clock of this processor, how many vector operations it starts in a cycle, and how far each MinHash
/// kernel is from the limit that these set: one multiplication, one addition and one minimum a vector of slots.
/// </summary>
internal static class PortsCommand
{
    private const int Turns = 2000;
    private const int ChainsATurn = 8;
    private const int Slots = 128;
    private const int Shingles = 1000;
    private static uint sink;

    /// <summary>Measures and prints a table in Markdown.</summary>
    public static int Run()
    {
        var hertz = ChainsATurn * Turns / Best(() => sink ^= (uint)DependentAdditions(1, 3));
        Print($"clock, by {ChainsATurn * Turns} dependent operations: {hertz / 1e9:0.00} GHz");
        Print($"");
        Print(
            $"| kernel | multiplications a cycle | minima or additions a cycle | limit, cycles a shingle | measured, " +
            $"cycles a shingle | M shingles/s | of the limit | of scalar |");
        Print($"|---|---|---|---|---|---|---|---|");
        var (scalarRate, scalarCycles) = MinHash(KernelWidth.Scalar, hertz);
        Print($"| scalar | | | | {scalarCycles:0} | {scalarRate / 1e6:0.0} | | 1.0 x |");
        foreach (var width in KernelRegistry.Supported.Where(width => width != KernelWidth.Scalar))
        {
            var multiplications = ChainsATurn * Turns / Best(() => sink ^= Multiply(width)) / hertz;
            var minima = ChainsATurn * Turns / Best(() => sink ^= Minimum(width)) / hertz;
            var vectors = Slots / Lanes(width);
            // Multiplications share their ports with the other two.
            var limit = Math.Max(vectors / multiplications, 3 * vectors / minima);
            var (rate, cycles) = MinHash(width, hertz);
            Print(
                $"| {KernelRegistry.Name(width)} | {multiplications:0.0} | {minima:0.0} | {limit:0.0} | {cycles:0.0} " +
                $"| {rate / 1e6:0.0} | {limit / cycles:P0} | {rate / scalarRate:0.0} x |");
        }

        return 0;
    }

    private static (double Rate, double Cycles) MinHash(KernelWidth width, double hertz)
    {
        var kernel = MinHashKernel.For(width);
        var (multipliers, offsets) = Permutations.Of(Slots);
        var minima = new uint[Slots];
        uint[] hashes = [.. Enumerable.Range(0, Shingles).Select(i => (uint)Corpus.Draw.Mix((ulong)i))];
        var rate = Shingles / Best(() =>
        {
            Array.Fill(minima, uint.MaxValue);
            kernel.Update(hashes, multipliers, offsets, minima);
        });
        return (rate, hertz / rate);
    }

    // The shortest of many short runs: nothing makes a loop faster than it is, and much makes it slower.
    private static double Best(Action run)
    {
        var best = double.MaxValue;
        var all = Stopwatch.StartNew();
        while (all.Elapsed.TotalSeconds < 2)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    // Two kinds in turn, so that no compiler makes one operation of many.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static ulong DependentAdditions(ulong value, ulong step)
    {
        for (var i = 0; i < Turns; i++)
            value = (((((((value + step) ^ step) + step) ^ step) + step) ^ step) + step) ^ step;
        return value;
    }

    private static uint Multiply(KernelWidth width) => width switch
    {
        KernelWidth.V512 => PortsV512.Multiply(3, Turns),
        KernelWidth.V256 => PortsV256.Multiply(3, Turns),
        _ => PortsV128.Multiply(3, Turns),
    };

    private static uint Minimum(KernelWidth width) => width switch
    {
        KernelWidth.V512 => PortsV512.Minimum(3, Turns),
        KernelWidth.V256 => PortsV256.Minimum(3, Turns),
        _ => PortsV128.Minimum(3, Turns),
    };

    private static int Lanes(KernelWidth width) => width switch
    {
        KernelWidth.V512 => 16,
        KernelWidth.V256 => 8,
        _ => 4,
    };

    // The whole program runs under the invariant culture.
    private static void Print(string line) => Console.WriteLine(line);
}
