using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Passages, differences and what each text has for itself as bytes: whole numbers of seven bits a byte, the lowest
/// first, and of places the distance from the one before, so that most
/// take a byte or two. Not thread-safe: one a worker.
/// </summary>
internal sealed class PairDetailsWriter
{
    /// <summary>Of words and kinds, which share a number, the kind has so many bits.</summary>
    internal const int KindBits = 2;

    /// <summary>Numbers of a passage, and of a difference.</summary>
    internal const int NumbersOfItem = 5;

    private const int MostBytesOfNumber = 5;

    private byte[] buffer = [];
    private int length;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    /// <summary>Forgets what was written.</summary>
    public void Clear() => length = 0;

    /// <summary>Writes the details of a pair.</summary>
    /// <param name="passages">Its passages.</param>
    /// <param name="differences">Its differences.</param>
    /// <param name="ownA">What A has for itself, if that is known.</param>
    /// <param name="ownB">The same of B; known when that of A is.</param>
    /// <returns>How many bytes they took; 0 when there are none.</returns>
    [MethodImpl(Compile.Fully)]
    public int Write(
        IReadOnlyList<Passage> passages, IReadOnlyList<TextDifference> differences, OwnText? ownA = null,
        OwnText? ownB = null)
    {
        if (passages.Count == 0 && differences.Count == 0 && ownA is null)
            return 0;
        var start = length;
        Reserve(2 + (NumbersOfItem * (passages.Count + differences.Count)));
        Write((uint)passages.Count);
        Write((uint)differences.Count);
        var (endA, endB) = (0, 0);
        for (var i = 0; i < passages.Count; i++)
        {
            var passage = passages[i];
            Write(passage.A, passage.B, ref endA, ref endB);
            Write(((uint)passage.Words << KindBits) | (uint)passage.Kind);
        }

        (endA, endB) = (0, 0);
        for (var i = 0; i < differences.Count; i++)
        {
            var difference = differences[i];
            Write(difference.A, difference.B, ref endA, ref endB);
            Write((uint)difference.Kind);
        }

        if (ownA is not null && ownB is not null)
        {
            Write(ownA);
            Write(ownB);
        }

        return length - start;
    }

    private void Write(OwnText text)
    {
        Reserve(3 + (2 * (text.Own.Count + text.Boilerplate.Count)));
        Write((uint)text.Words);
        Write(text.Own);
        Write(text.Boilerplate);
    }

    private void Write(IReadOnlyList<WordRange> ranges)
    {
        Write((uint)ranges.Count);
        var end = 0;
        for (var i = 0; i < ranges.Count; i++)
        {
            Write((uint)(ranges[i].Start - end));
            Write((uint)ranges[i].Length);
            end = ranges[i].End;
        }
    }

    // Both ranges are about as long.
    private void Write(TextRange a, TextRange b, ref int endA, ref int endB)
    {
        Write(Signed(a.Start - endA));
        Write(Signed(b.Start - endB));
        Write((uint)a.Length);
        Write(Signed(b.Length - a.Length));
        (endA, endB) = (a.Start + a.Length, b.Start + b.Length);
    }

    // Small numbers of either sign become small ones.
    private static uint Signed(int value) => (uint)((value << 1) ^ (value >> 31));

    private void Write(uint value)
    {
        for (; value > 0x7F; value >>= 7)
            buffer[length++] = (byte)(value | 0x80);
        buffer[length++] = (byte)value;
    }

    private void Reserve(int numbers)
    {
        var needed = length + (numbers * MostBytesOfNumber);
        if (buffer.Length < needed)
            Array.Resize(ref buffer, Math.Max(needed, 2 * buffer.Length));
    }
}
