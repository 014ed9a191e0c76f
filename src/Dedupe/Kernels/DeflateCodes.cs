namespace Dedupe.Kernels;

/// <summary>
/// What the symbols of DEFLATE stand for (RFC 1951, 3.2.5), and entries of look-up tables that say it in one number:
/// from the lowest bit on 4 bits for the length of the code, 4 for the number of extra bits, 9 for the symbol, and 15
/// for the least length or distance, which is 0 for a symbol that is neither.
/// </summary>
internal static class DeflateCodes
{
    /// <summary>The most symbols that a code has.</summary>
    public const int Most = 288;

    /// <summary>Symbols of lengths begin here.</summary>
    public const int FirstLength = 257;

    /// <summary>The entry where no code stands, or one that is longer than what is looked up.</summary>
    public const uint Long = 511 << SymbolAt;

    // Set in the entry of any symbol but a literal.
    private const uint NoLiteral = 256 << SymbolAt;

    private const int ExtraAt = 4;
    private const int SymbolAt = 8;
    private const int BaseAt = 17;

    private static readonly uint[] LiteralEntries = MakeLiterals();
    private static readonly uint[] DistanceEntries = MakeDistances();

    /// <summary>The least length of each symbol.</summary>
    public static ReadOnlySpan<ushort> LengthBase =>
    [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ];

    /// <summary>How many bits are added to it.</summary>
    public static ReadOnlySpan<byte> LengthExtra =>
        [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    /// <summary>The least distance of each symbol; half its number less one is how many bits are added.</summary>
    public static ReadOnlySpan<ushort> DistanceBase =>
    [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577,
    ];

    /// <summary>An entry for each literal and length, without the length of its code.</summary>
    public static ReadOnlySpan<uint> Literals => LiteralEntries;

    /// <summary>An entry for each distance, likewise.</summary>
    public static ReadOnlySpan<uint> Distances => DistanceEntries;

    /// <summary>How many bits the code of an entry has.</summary>
    public static int CodeLength(uint entry) => (int)(entry & 15);

    /// <summary>How many bits follow the code.</summary>
    public static int Extra(uint entry) => (int)((entry >> ExtraAt) & 15);

    /// <summary>The symbol.</summary>
    public static int Symbol(uint entry) => (int)((entry >> SymbolAt) & 511);

    /// <summary>The least length or distance; 0 for a symbol that is neither.</summary>
    public static int Base(uint entry) => (int)(entry >> BaseAt);

    /// <summary>Whether the symbol is a literal.</summary>
    public static bool IsLiteral(uint entry) => (entry & NoLiteral) == 0;

    /// <summary>The literal.</summary>
    public static byte Literal(uint entry) => (byte)(entry >> SymbolAt);

    private static uint[] MakeLiterals()
    {
        var entries = new uint[Most];
        for (int symbol = 0; symbol < Most; symbol++)
        {
            int index = symbol - FirstLength;
            entries[symbol] = (uint)index < (uint)LengthBase.Length
                ? Entry(symbol, LengthBase[index], LengthExtra[index])
                : Entry(symbol, 0, 0);
        }

        return entries;
    }

    private static uint[] MakeDistances()
    {
        var entries = new uint[32];
        for (int symbol = 0; symbol < entries.Length; symbol++)
        {
            entries[symbol] = symbol < DistanceBase.Length
                ? Entry(symbol, DistanceBase[symbol], Math.Max(0, (symbol >> 1) - 1))
                : Entry(symbol, 0, 0);
        }

        return entries;
    }

    private static uint Entry(int symbol, int least, int extra) =>
        (uint)((least << BaseAt) | (symbol << SymbolAt) | (extra << ExtraAt));
}
