using System.Runtime.CompilerServices;

namespace Dedupe.Kernels;

/// <summary>
/// The smallest value of each window of consecutive values, by doubling: minima of 2, of 4, of 8 …, and at last two
/// overlapping ones; a few passes without branches, whatever the values.
/// </summary>
internal abstract class WindowMinimaKernel
{
    /// <summary>Values that may be written behind those that are taken.</summary>
    public const int Room = 8;

    /// <summary>
    /// Replaces each of the first <c>values.Length - window + 1</c> values by the minimum of the window that starts
    /// there.
    /// </summary>
    /// <returns>How many minima there are; none when there are fewer values than one window.</returns>
    public int Reduce(Span<ulong> values, int window)
    {
        var covered = 1; // values[i] is the minimum of so many
        while (covered < window)
        {
            var distance = Math.Min(covered, window - covered);
            Halve(values, values.Length - covered - distance + 1, distance);
            covered += distance;
        }

        return Math.Max(0, values.Length - window + 1);
    }

    /// <summary>
    /// Takes each of some values that differs from the one before it, in order; the first one always.
    /// </summary>
    /// <param name="values">The values; one or more.</param>
    /// <param name="taken">Gets what is taken; longer than the values by <see cref="Room"/>, of which the content is
    /// lost.</param>
    /// <returns>How many were taken.</returns>
    [MethodImpl(Compile.Fully)]
    public virtual int TakeNew(ReadOnlySpan<ulong> values, Span<ulong> taken)
    {
        // Branchless: every value is written, and the place moves on when it is a new one.
        taken[0] = values[0];
        var count = 1;
        for (var i = 1; i < values.Length; i++)
        {
            taken[count] = values[i];
            count += values[i] != values[i - 1] ? 1 : 0;
        }

        return count;
    }

    /// <summary>The kernel of a width.</summary>
    public static WindowMinimaKernel For(KernelWidth width) => width switch
    {
        KernelWidth.V512 => new WindowMinimaV512(),
        KernelWidth.V256 => new WindowMinimaV256(),
        KernelWidth.V128 => new WindowMinimaV128(),
        _ => new WindowMinimaScalar(),
    };

    /// <summary>
    /// For each of the first so many values, from the front: the smaller one of it and the one at a distance behind it.
    /// </summary>
    protected abstract void Halve(Span<ulong> values, int count, int distance);
}
