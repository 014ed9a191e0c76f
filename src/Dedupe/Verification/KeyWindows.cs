using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Finds the keys of a text and the windows they come from, as the reuse tier samples them (see <see
/// cref="Signing.Winnowing"/>). One a worker; it owns its buffers.
/// </summary>
internal sealed class KeyWindows
{
    private readonly WindowMinimaKernel kernel = WindowMinimaKernel.For(KernelRegistry.Active);
    private ulong[] minima = [];
    private int[] windows = [];
    private ulong[] keys = [];
    private int count;

    /// <summary>The keys in order of place. Valid until the next call.</summary>
    public ReadOnlySpan<ulong> Keys => keys.AsSpan(0, count);

    /// <summary>For each key the first of the consecutive windows that it is the smallest shingle of.</summary>
    public ReadOnlySpan<int> Windows => windows.AsSpan(0, count);

    /// <summary>Samples the keys of a text. Cost: linear.</summary>
    /// <param name="shingles">All its shingles, as many as a window has or more.</param>
    /// <param name="window">The window that keys are sampled by.</param>
    [MethodImpl(Compile.Fully)]
    public void Find(ReadOnlySpan<ulong> shingles, int window)
    {
        TextTools.MakeRoom(ref minima, shingles.Length);
        TextTools.MakeRoom(ref windows, shingles.Length);
        TextTools.MakeRoom(ref keys, shingles.Length);
        shingles.CopyTo(minima);
        var found = kernel.Reduce(minima.AsSpan(0, shingles.Length), window);

        // Branchless: every window is written, and the place moves on when its minimum is a new one.
        (windows[0], keys[0], count) = (0, minima[0], 1);
        for (var start = 1; start < found; start++)
        {
            (windows[count], keys[count]) = (start, minima[start]);
            count += minima[start] != minima[start - 1] ? 1 : 0;
        }
    }
}
