using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector256;
using Vec = System.Runtime.Intrinsics.Vector256<uint>;

namespace Dedupe.Benchmarks.Ports;

/// <summary>Eight independent chains of one operation on 256-bit vectors: how many of it start in a cycle.</summary>
internal static class PortsV256
{
    /// <summary>Multiplications of 32-bit numbers, eight a turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static uint Multiply(uint start, int turns)
    {
        var x = V.Create(start);
        var (a, b, c, d, e, f, g, h) = (x, x, x, x, x, x, x, x);
        for (var i = 0; i < turns; i++)
            (a, b, c, d, e, f, g, h) = (a * x, b * x, c * x, d * x, e * x, f * x, g * x, h * x);
        return V.Sum(a ^ b ^ c ^ d ^ e ^ f ^ g ^ h);
    }

    /// <summary>Minima, eight a turn; additions use the same ports.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static uint Minimum(uint start, int turns)
    {
        var x = V.Create(start);
        Vec y = V.Create(start + 1);
        var (a, b, c, d, e, f, g, h) = (y, y, y, y, y, y, y, y);
        for (var i = 0; i < turns; i++)
            (a, b, c, d, e, f, g, h) = (
                V.Min(a, x), V.Min(b, x), V.Min(c, x), V.Min(d, x), V.Min(e, x), V.Min(f, x), V.Min(g, x), V.Min(h, x));
        return V.Sum(a ^ b ^ c ^ d ^ e ^ f ^ g ^ h);
    }
}
