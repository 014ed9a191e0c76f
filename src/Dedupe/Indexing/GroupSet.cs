using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Indexing;

/// <summary>
/// A set of numbers (groups, stories) for one bucket after the other. Nearly all buckets are small: their numbers are
/// looked through, vector by vector, and nothing is cleared between them. Not thread-safe.
/// </summary>
internal sealed class GroupSet
{
    private const int Few = 64;

    private readonly int[] few = new int[Few];
    private int count;
    private HashSet<int>? many;

    /// <summary>Begins an empty set.</summary>
    /// <param name="atMost">So many numbers are added at most.</param>
    public void Begin(int atMost)
    {
        count = 0;
        many = atMost > Few ? new HashSet<int>(atMost) : null;
    }

    /// <summary>Adds a number.</summary>
    /// <returns>False when it was there.</returns>
    [MethodImpl(Compile.Fully)]
    public bool Add(int number)
    {
        if (many is not null)
            return many.Add(number);
        if (few.AsSpan(0, count).Contains(number))
            return false;
        few[count++] = number;
        return true;
    }
}
