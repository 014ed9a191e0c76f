using Dedupe.Kernels;

namespace Dedupe.Signing;

/// <summary>
/// The multipliers and offsets of the MinHash slots: drawn once from a fixed sequence (SplitMix64), odd multipliers, so
/// that each slot is a permutation of the 32-bit values. Part of the hash family.
/// </summary>
internal static class Permutations
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private const ulong MultiplierSeed = 0x5EED0F0DD5105EED;

    /// <summary>Multipliers and offsets for a number of slots; a longer list starts with every shorter one.</summary>
    public static (uint[] Multipliers, uint[] Offsets) Of(int slots)
    {
        var multipliers = new uint[slots];
        var offsets = new uint[slots];
        var state = MultiplierSeed;
        for (var slot = 0; slot < slots; slot++)
        {
            var random = Mix.Finish(state += Step);
            multipliers[slot] = (uint)random | 1;
            offsets[slot] = (uint)(random >> 32);
        }

        return (multipliers, offsets);
    }
}
