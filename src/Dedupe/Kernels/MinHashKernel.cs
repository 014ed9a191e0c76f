namespace Dedupe.Kernels;

/// <summary>
/// MinHash over 32-bit hashes: <c>minima[i] = min(minima[i], x * multipliers[i] + offsets[i])</c> mod 2^32 for every x,
/// each slot one permutation (odd multiplier). Slots are padded to a multiple of <see cref="SlotBlock"/> so that no
/// width has a remainder. Source: Broder 1997, On the resemblance and containment of documents.
/// </summary>
internal abstract class MinHashKernel
{
    /// <summary>Slots come in multiples of this.</summary>
    public const int SlotBlock = 64;

    /// <summary>
    /// Lowers the minima by every hash. All four spans of slots have one length, a multiple of <see cref="SlotBlock"/>.
    /// </summary>
    public abstract void Update(
        ReadOnlySpan<uint> hashes, ReadOnlySpan<uint> multipliers, ReadOnlySpan<uint> offsets, Span<uint> minima);

    /// <summary>The kernel of a width.</summary>
    public static MinHashKernel For(KernelWidth width) => width switch
    {
        KernelWidth.V512 => new MinHashV512(),
        KernelWidth.V256 => new MinHashV256(),
        KernelWidth.V128 => new MinHashV128(),
        _ => new MinHashScalar(),
    };
}
