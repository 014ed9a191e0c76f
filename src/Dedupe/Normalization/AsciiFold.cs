namespace Dedupe.Normalization;

/// <summary>The ASCII part of the folding table, apart from it because nearly every byte asks for it.</summary>
internal static class AsciiFold
{
    /// <summary>Per byte below 128: the folded letter or digit, 0 for separators.</summary>
    public static ReadOnlySpan<byte> Table => Folds;

    private static readonly byte[] Folds = Make();

    private static byte[] Make()
    {
        var table = new byte[128];
        for (var c = '0'; c <= '9'; c++)
            table[c] = (byte)c;
        for (var c = 'a'; c <= 'z'; c++)
        {
            table[c] = (byte)c;
            table[c - 32] = (byte)c;
        }

        return table;
    }
}
