using Dedupe.Kernels;

namespace Dedupe.Sources;

/// <summary>The two codes of a DEFLATE block: of literals and lengths, and of distances.</summary>
internal static class BlockCodes
{
    /// <summary>The symbol that ends a block; each code of literals has it.</summary>
    public const int EndOfBlock = 256;

    private const int MostLiterals = 286;
    private const int MostDistances = 30;

    private static ReadOnlySpan<byte> CodeLengthOrder =>
        [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Takes the codes that every inflater knows; true.</summary>
    public static bool UseFixed(HuffmanTable literals, HuffmanTable distances)
    {
        Span<byte> lengths = stackalloc byte[DeflateCodes.Most];
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..].Fill(8);
        literals.Build(lengths, DeflateCodes.Literals);
        lengths[..32].Fill(5);
        distances.Build(lengths[..32], DeflateCodes.Distances);
        return true;
    }

    /// <summary>Reads the codes that stand in front of a block; false when they are none.</summary>
    /// <param name="reader">Stands behind the kind of the block, and has all of its header.</param>
    /// <param name="literals">Gets the code of literals and lengths.</param>
    /// <param name="distances">Gets the code of distances.</param>
    public static bool Read(ref BitReader reader, HuffmanTable literals, HuffmanTable distances)
    {
        int literalCount = (int)reader.Take(5) + 257;
        int distanceCount = (int)reader.Take(5) + 1;
        int codeCount = (int)reader.Take(4) + 4;
        if (literalCount > MostLiterals || distanceCount > MostDistances)
            return false;

        Span<byte> lengths = stackalloc byte[MostLiterals + MostDistances];
        lengths.Clear();
        for (int i = 0; i < codeCount; i++)
        {
            reader.Refill();
            lengths[CodeLengthOrder[i]] = (byte)reader.Take(3);
        }

        // The code of the code lengths is needed only here, so it may borrow the table that is built last.
        if (!distances.Build(lengths[..19], DeflateCodes.Literals))
            return false;
        lengths.Clear();
        return ReadLengths(ref reader, distances, lengths[..(literalCount + distanceCount)])
            && lengths[EndOfBlock] != 0
            && literals.Build(lengths[..literalCount], DeflateCodes.Literals)
            && distances.Build(lengths[literalCount..(literalCount + distanceCount)], DeflateCodes.Distances);
    }

    private static bool ReadLengths(ref BitReader reader, HuffmanTable code, scoped Span<byte> lengths)
    {
        for (int i = 0; i < lengths.Length;)
        {
            reader.Refill();
            int symbol = code.Take(ref reader);
            if (symbol < 0 || symbol == 16 && i == 0)
                return false;
            if (symbol < 16)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }

            byte value = symbol == 16 ? lengths[i - 1] : (byte)0;
            int repeat = symbol switch
            {
                16 => 3 + (int)reader.Take(2),
                17 => 3 + (int)reader.Take(3),
                _ => 11 + (int)reader.Take(7),
            };
            if (repeat > lengths.Length - i)
                return false;
            lengths.Slice(i, repeat).Fill(value);
            i += repeat;
        }

        return true;
    }
}
