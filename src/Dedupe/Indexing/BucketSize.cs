using System.Numerics;

namespace Dedupe.Indexing;

/// <summary>
/// The number of documents in a bucket in 11 bits: exact below 1024, beyond it rounded down to the nearest of 32 steps
/// an octave. So the numbers of two buckets can be told apart, or found to be about the same, however large they are.
/// </summary>
internal static class BucketSize
{
    /// <summary>Bits of a code.</summary>
    public const int Bits = ExactBits + 1;

    private const int ExactBits = 10;
    private const int StepBits = 5;

    /// <summary>The code of a number; of a larger one it is not smaller.</summary>
    public static int Encode(int documents)
    {
        if (documents < 1 << ExactBits)
            return documents;
        var octave = BitOperations.Log2((uint)documents) - ExactBits;
        var step = (documents >> (octave + ExactBits - StepBits)) & ((1 << StepBits) - 1);
        return (1 << ExactBits) + (octave << StepBits) + step;
    }

    /// <summary>The number that a code stands for.</summary>
    public static int Decode(int code)
    {
        if (code < 1 << ExactBits)
            return code;
        var octave = (code - (1 << ExactBits)) >> StepBits;
        var step = code & ((1 << StepBits) - 1);
        return ((1 << StepBits) + step) << (octave + ExactBits - StepBits);
    }

    /// <summary>A number as links tell it.</summary>
    public static int Round(int documents) => Decode(Encode(documents));
}
