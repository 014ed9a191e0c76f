using V = System.Runtime.Intrinsics.Vector512;
using Vec = System.Runtime.Intrinsics.Vector512<byte>;

namespace Dedupe.Kernels;

/// <summary><see cref="IStringBlock"/> with 512-bit vectors.</summary>
internal readonly struct StringBlockV512 : IStringBlock
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
            stops |= V.ExtractMostSignificantBits(marks) << at;
            notAscii |= V.ExtractMostSignificantBits(bytes);
        }

        return stops;
    }
}
