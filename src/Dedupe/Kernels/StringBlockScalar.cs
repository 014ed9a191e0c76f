namespace Dedupe.Kernels;

/// <summary>The specification of <see cref="IStringBlock"/>.</summary>
internal readonly struct StringBlockScalar : IStringBlock
{
    /// <inheritdoc/>
    public static ulong Copy(ReadOnlySpan<byte> text, Span<byte> copy, ref ulong notAscii)
    {
        var stops = 0UL;
        for (var i = 0; i < IStringBlock.Size; i++)
        {
            copy[i] = text[i];
            if (text[i] is (byte)'"' or (byte)'\\' or < 0x20)
                stops |= 1UL << i;
            if (text[i] >= 0x80)
                notAscii |= 1UL << i;
        }

        return stops;
    }
}
