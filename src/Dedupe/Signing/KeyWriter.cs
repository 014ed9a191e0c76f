using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedupe.Kernels;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// Writes the keys of token sequences: one key a band of their MinHash signature (Broder 1997), and a winnowed sample
/// of their shingles. One a thread; nothing is allocated for a document.
/// </summary>
/// <param name="shingleSize">Words in a shingle.</param>
/// <param name="plan">Bands and rows.</param>
/// <param name="reuseWindow">Shingles in a window of the reuse tier; 0 leaves that tier out.</param>
/// <param name="entries">Gets the keys.</param>
/// <param name="steps">Counts what is done.</param>
internal sealed class KeyWriter(
    int shingleSize, BandingPlan plan, int reuseWindow, TierEntries entries, Steps? steps = null)
{
    private readonly Steps steps = steps ?? new Steps();
    private readonly EntryWriter near = entries.Near.Writer();
    private readonly EntryWriter reuse = entries.Reuse.Writer();
    private readonly ShingleKernel shingler = ShingleKernel.For(KernelRegistry.Active);
    private readonly Signature signature = new(plan.SignatureSize, steps);
    private readonly Winnowing? winnowing = reuseWindow > 0 ? new Winnowing(reuseWindow) : null;
    private readonly List<ulong> sample = [];
    private ulong[] shingles = new ulong[1024];

    /// <summary>Writes the keys of a document.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <returns>How many keys of the reuse tier.</returns>
    [MethodImpl(Compile.Fully)]
    public int Write(int number, ReadOnlySpan<ulong> tokens)
    {
        if (shingles.Length < tokens.Length)
            shingles = new ulong[2 * tokens.Length];
        var set = shingles.AsSpan(0, shingler.Hash(tokens, shingleSize, shingles));
        if (set.IsEmpty)
            return 0;

        var values = signature.Of(set);
        for (var band = 0; band < plan.Bands; band++)
        {
            var rows = values.Slice(band * plan.RowsPerBand, plan.RowsPerBand);
            near.Add(band, (HashFamily.BandKey(rows, band) << 32) | (uint)number);
        }

        if (winnowing is null)
            return 0;
        sample.Clear();
        winnowing.Sample(set, sample);
        steps.Add(sample.Count);
        foreach (var key in CollectionsMarshal.AsSpan(sample))
            reuse.Add(TierEntries.PartitionOf(key), TierEntries.Entry(key, number));
        return sample.Count;
    }

    /// <summary>Hands over what was written.</summary>
    public void Flush()
    {
        near.Flush();
        reuse.Flush();
    }
}
