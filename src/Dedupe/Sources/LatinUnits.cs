namespace Dedupe.Sources;

/// <summary>The bytes of a text, counted, with where they stand.</summary>
internal sealed class LatinUnits
{
    private const int MostInARow = 2;

    /// <summary>Counts bytes.</summary>
    public LatinUnits(ReadOnlySpan<byte> bytes)
    {
        int inARow = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            byte unit = bytes[at];
            Total[unit]++;
            inARow = unit < 0x80 ? 0 : inARow + 1;
            RunsLong += inARow == MostInARow + 1 ? 1 : 0;
            if (unit >= 0x80 && at > 0 && IsLetter(bytes[at - 1]) && at + 1 < bytes.Length && IsLetter(bytes[at + 1]))
                Inside[unit]++;
        }

        for (int letter = 'a'; letter <= 'z'; letter++)
            Plain += Total[letter] + Total[letter - 'a' + 'A'];
    }

    /// <summary>How often each byte stands in the text.</summary>
    public int[] Total { get; } = new int[256];

    /// <summary>How often each byte above ASCII stands between letters of ASCII.</summary>
    public int[] Inside { get; } = new int[256];

    /// <summary>Letters of ASCII.</summary>
    public int Plain { get; }

    /// <summary>Rows of more bytes above ASCII than stand in a row in texts of Latin letters.</summary>
    public int RunsLong { get; }

    private static bool IsLetter(byte unit) => char.IsAsciiLetter((char)unit);
}
