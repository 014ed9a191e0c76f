using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dedupe.Kernels;

/// <summary>Counts Unicode code points in valid UTF-8: the bytes that do not continue one.</summary>
internal static class CodePoints
{
    // As signed numbers, the bytes that continue a code point are those below.
    private const sbyte FirstStart = -64;

    /// <summary>How many code points start in the span.</summary>
    [MethodImpl(Compile.Fully)]
    public static int Count(ReadOnlySpan<byte> text)
    {
        var count = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; text.Length >= Vector512<byte>.Count; text = text[Vector512<byte>.Count..])
                count += BitOperations.PopCount(
                    Vector512.GreaterThanOrEqual(Vector512.Create(text).AsSByte(), Vector512.Create(FirstStart))
                        .ExtractMostSignificantBits());
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; text.Length >= Vector128<byte>.Count; text = text[Vector128<byte>.Count..])
                count += BitOperations.PopCount(
                    Vector128.GreaterThanOrEqual(Vector128.Create(text).AsSByte(), Vector128.Create(FirstStart))
                        .ExtractMostSignificantBits());
        }

        foreach (var unit in text)
            count += (sbyte)unit >= FirstStart ? 1 : 0;
        return count;
    }
}
