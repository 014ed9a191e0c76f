namespace Dedupe.Normalization;

/// <summary>Letters to insert, delete, replace or swap with their neighbour to make one word another.</summary>
internal static class EditDistance
{
    /// <summary>
    /// The distance (optimal string alignment) of two words no longer than <see cref="FoldedWord.MaxLength"/>. What
    /// they begin and end with alike costs nothing, so near words are fast.
    /// </summary>
    public static int Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var start = a.CommonPrefixLength(b);
        a = a[start..];
        b = b[start..];
        while (!a.IsEmpty && !b.IsEmpty && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }

        return a.IsEmpty || b.IsEmpty || (a.Length == 1 && b.Length == 1) ? Math.Max(a.Length, b.Length) : Table(a, b);
    }

    private static int Table(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        const int Stride = FoldedWord.MaxLength + 1;
        Span<byte> before = stackalloc byte[Stride];
        Span<byte> last = stackalloc byte[Stride];
        Span<byte> row = stackalloc byte[Stride];
        for (var j = 0; j <= b.Length; j++)
            last[j] = (byte)j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = (byte)i;
            for (var j = 1; j <= b.Length; j++)
            {
                var least = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    least = Math.Min(least, before[j - 2] + 1);
                row[j] = (byte)least;
            }

            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }
}
