namespace Dedupe.Signing;

/// <summary>
/// The order of versions: what is digits in both counts as a number, all else byte by byte. So 9 is before 10, 1.9
/// before 1.10, and dates of ISO 8601 stand in order; no version at all is before every other. A total order.
/// </summary>
internal static class VersionOrder
{
    /// <summary>Compares two versions in UTF-8.</summary>
    public static int Compare(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        var (atX, atY) = (0, 0);
        while (atX < x.Length && atY < y.Length)
        {
            var (digitsX, digitsY) = (Digits(x[atX..]), Digits(y[atY..]));
            if (digitsX == 0 || digitsY == 0)
            {
                if (x[atX] != y[atY])
                    return x[atX].CompareTo(y[atY]);
                atX++;
                atY++;
                continue;
            }

            var byNumber = CompareNumbers(x.Slice(atX, digitsX), y.Slice(atY, digitsY));
            if (byNumber != 0)
                return byNumber;
            atX += digitsX;
            atY += digitsY;
        }

        var byRest = (x.Length - atX).CompareTo(y.Length - atY);
        return byRest != 0 ? byRest : x.SequenceCompareTo(y);
    }

    private static int CompareNumbers(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        x = x.TrimStart((byte)'0');
        y = y.TrimStart((byte)'0');
        return x.Length != y.Length ? x.Length.CompareTo(y.Length) : x.SequenceCompareTo(y);
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }
}
