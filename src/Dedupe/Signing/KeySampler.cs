using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Signing;

/// <summary>
/// Makes the keys of token sequences: one key a band of their MinHash signature (Broder 1997), and a winnowed sample of
/// their shingles. One a thread; nothing is allocated for a text.
/// </summary>
/// <param name="shingleSize">Words in a shingle.</param>
/// <param name="plan">Bands and rows.</param>
/// <param name="reuseWindow">Shingles in a window of the reuse tier; 0 leaves that tier out.</param>
/// <param name="steps">Counts what is done.</param>
internal sealed class KeySampler(int shingleSize, BandingPlan plan, int reuseWindow, Steps steps)
{
    private readonly ShingleKernel shingler = ShingleKernel.For(KernelRegistry.Active);
    private readonly Signature signature = new(plan.SignatureSize, steps);
    private readonly Winnowing? winnowing = reuseWindow > 0 ? new Winnowing(reuseWindow) : null;
    private ulong[] shingles = new ulong[1024];

    /// <summary>Makes the keys of a text.</summary>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="keys">Gets the keys; what it has of another text is forgotten.</param>
    [MethodImpl(Compile.Fully)]
    public void MakeKeys(ReadOnlySpan<ulong> tokens, TextKeys keys)
    {
        if (shingles.Length < tokens.Length)
            shingles = new ulong[2 * tokens.Length];
        var set = shingles.AsSpan(0, shingler.Hash(tokens, shingleSize, shingles));
        keys.Sample.Clear();
        if (set.IsEmpty)
        {
            keys.BandRoom(0);
            return;
        }

        var values = signature.Of(set);
        var bandKeys = keys.BandRoom(plan.Bands);
        for (var band = 0; band < bandKeys.Length; band++)
            bandKeys[band] = HashFamily.BandKey(values.Slice(band * plan.RowsPerBand, plan.RowsPerBand), band);
        if (winnowing is null)
            return;
        winnowing.Sample(set, keys.Sample);
        steps.Add(keys.Sample.Count);
    }
}
