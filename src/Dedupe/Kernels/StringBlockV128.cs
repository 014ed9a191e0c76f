using V = System.Runtime.Intrinsics.Vector128;
using Vec = System.Runtime.Intrinsics.Vector128<byte>;

namespace Dedupe.Kernels;

/// <summary><see cref="IStringBlock"/> with 128-bit vectors.</summary>
internal readonly struct StringBlockV128 : IStringBlock
{
    /// <inheritdoc/>
    public static ulong Copy(ReadOnlySpan<byte> text, Span<byte> copy, ref ulong notAscii)
    {
        text = text[..IStringBlock.Size];
        copy = copy[..IStringBlock.Size];
        var stops = 0UL;
        for (var at = 0; at < IStringBlock.Size; at += Vec.Count)
        {
            var bytes = V.Create<byte>(text.Slice(at, Vec.Count));
            V.CopyTo(bytes, copy[at..]);
            var marks =
                V.Equals(bytes, V.Create((byte)'"')) | V.Equals(bytes, V.Create((byte)'\\')) | V.LessThan(bytes,
                    V.Create((byte)0x20));
            stops |= (ulong)V.ExtractMostSignificantBits(marks) << at;
            notAscii |= V.ExtractMostSignificantBits(bytes);
        }

        return stops;
    }
}
