namespace Dedupe.Normalization;

/// <summary>
/// The signs beside figures, each by one code for all ways of writing it. Part of the hash family: the lists stand
/// here and are not asked of the runtime's Unicode data.
/// </summary>
internal static class SignCode
{
    public const int Minus = 0x2212;
    public const int Plus = '+';
    public const int Dash = '-';
    public const int Slash = '/';
    public const int Colon = ':';
    public const int Decimal = '.';
    public const int Prime = '\'';
    public const int Percent = '%';
    public const int Degree = 0xB0;
    public const int Raised = '^';
    public const int Lowered = '_';
    public const int Fraction = 0x2044;

    /// <summary>The number before a code for a place inside a figure.</summary>
    public const int PlaceBits = 16;

    /// <summary>The ordinary form of a sign of double width.</summary>
    public static int Narrow(int rune) => rune is >= 0xFF01 and <= 0xFF5E ? rune - 0xFEE0 : rune;

    /// <summary>A space within a line.</summary>
    public static bool IsSpace(int rune) =>
        rune is ' ' or '\t' or 0xA0 or (>= 0x2000 and <= 0x200A) or 0x202F or 0x205F or 0x3000;

    /// <summary>What ends a line.</summary>
    public static bool IsLineEnd(int rune) => rune is '\n' or '\r' or 0x0B or 0x0C or 0x85 or 0x2028 or 0x2029;

    /// <summary>Any dash, hyphen or minus.</summary>
    public static bool IsDash(int rune) => rune is '-' or (>= 0x2010 and <= 0x2015) or Minus or 0xFE58 or 0xFE63;

    /// <summary>A dash that may stand for a minus: shorter than a dash between clauses.</summary>
    public static bool MayBeMinus(int rune) => rune is '-' or 0x2010 or 0x2011 or 0x2012 or 0x2013 or Minus or 0xFE63;

    /// <summary>The code of a currency's sign; 0 for any other. The list is category Sc of Unicode 16.</summary>
    public static int Currency(int rune) => rune switch
    {
        '$' or 0xFE69 => '$',
        0xFFE0 => 0xA2,
        0xFFE1 => 0xA3,
        0xFFE5 => 0xA5,
        0xFFE6 => 0x20A9,
        (>= 0xA2 and <= 0xA5) or (>= 0x20A0 and <= 0x20CF) or 0x58F or 0x60B or 0x7FE or 0x7FF or 0x9F2 or 0x9F3 or
            0x9FB or 0xAF1 or 0xBF9 or 0xE3F or 0x17DB or 0xA838 or 0xFDFC or (>= 0x11FDD and <= 0x11FE0) or 0x1E2FF
                or 0x1ECB0 => rune,
        _ => 0,
    };

    /// <summary>The code of a sign for a share of a hundred or more, or of a degree; 0 for any other.</summary>
    public static int Measure(int rune) => rune switch
    {
        '%' or 0x66A or 0xFE6A => Percent,
        0x2030 or 0x609 => 0x2030,
        0x2031 or 0x60A => 0x2031,
        0xB0 or 0x2DA or 0xBA => Degree,
        _ => 0,
    };

    /// <summary>The code of a sign that compares or bounds; 0 for any other.</summary>
    public static int Comparison(int rune) => rune switch
    {
        '<' => '<',
        '>' => '>',
        0x2264 or 0x2A7D => 0x2264,
        0x2265 or 0x2A7E => 0x2265,
        0x2260 => 0x2260,
        '~' or 0x2248 or 0x223C or 0x2243 => 0x2248,
        0xB1 => 0xB1,
        _ => 0,
    };

    /// <summary>
    /// The code of a sign that joins two figures, other than what separates digits; 0 for any other.
    /// </summary>
    public static int Join(int rune) => rune switch
    {
        '/' or 0x2044 or 0x2215 => Slash,
        '*' or 0xD7 or 0x2217 or 0x22C5 => 0xD7,
        0xF7 => 0xF7,
        '+' => Plus,
        '^' => Raised,
        '=' => '=',
        0x207A or 0x207B => rune,
        _ => 0,
    };

    /// <summary>
    /// How a digit stands that folds to an ordinary one: raised, lowered, in a fraction; 0 for on the line.
    /// </summary>
    public static int Standing(int rune) => rune switch
    {
        0xB2 or 0xB3 or 0xB9 or 0x2070 or (>= 0x2074 and <= 0x2079) => Raised,
        >= 0x2080 and <= 0x2089 => Lowered,
        (>= 0xBC and <= 0xBE) or (>= 0x2150 and <= 0x215F) or 0x2189 => Fraction,
        _ => 0,
    };
}
