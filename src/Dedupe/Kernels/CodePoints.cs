using System.Numerics;

namespace Dedupe.Kernels;

/// <summary>Counts Unicode code points in UTF-8.</summary>
internal static class CodePoints
{
    /// <summary>How many code points start in some bytes: those that are not 10xxxxxx. Cost: linear, a vector at a time.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        var count = 0;
        if (Vector.IsHardwareAccelerated)
        {
            // As signed numbers, the bytes that continue a code point are those below -64.
            while (text.Length >= Vector<sbyte>.Count)
            {
                var starts = Vector.GreaterThan(Vector.AsVectorSByte(new Vector<byte>(text)), new Vector<sbyte>(-65));
                count -= Vector.Sum(starts);
                text = text[Vector<sbyte>.Count..];
            }
        }

        foreach (var unit in text)
            count += (sbyte)unit >= -64 ? 1 : 0;
        return count;
    }
}
