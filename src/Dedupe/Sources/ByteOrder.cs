namespace Dedupe.Sources;

/// <summary>
/// What the first bytes of a file tell of its encoding: a byte-order mark, or how the format begins in UTF-16 and
/// UTF-32.
/// </summary>
/// <param name="CodePage">The code page; 0 when they tell UTF-8, or nothing.</param>
/// <param name="MarkBytes">Bytes of the mark; 0 when there is none.</param>
internal readonly record struct ByteOrder(int CodePage, int MarkBytes)
{
    /// <summary>UTF-16, low byte first.</summary>
    public const int Utf16 = 1200;

    /// <summary>UTF-16, high byte first.</summary>
    public const int Utf16BigEndian = 1201;

    /// <summary>UTF-32, low byte first.</summary>
    public const int Utf32 = 12000;

    /// <summary>UTF-32, high byte first.</summary>
    public const int Utf32BigEndian = 12001;

    /// <summary>Bytes that are looked at.</summary>
    public const int Bytes = 4;

    /// <summary>Looks at the first bytes of a file; there may be fewer in it.</summary>
    /// <param name="start">They.</param>
    /// <param name="format">What the file holds.</param>
    /// <param name="encoding">The option for the encoding.</param>
    public static ByteOrder Of(ReadOnlySpan<byte> start, InputFormat format, string encoding) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new ByteOrder(0, 3),
        // A mark of UTF-16 and then a character of number 0 is no text; as a mark of UTF-32 it is.
        [0xFF, 0xFE, 0, 0, ..] => new ByteOrder(Utf32, 4),
        [0, 0, 0xFE, 0xFF, ..] => new ByteOrder(Utf32BigEndian, 4),
        [0xFF, 0xFE, ..] => new ByteOrder(Utf16, 2),
        [0xFE, 0xFF, ..] => new ByteOrder(Utf16BigEndian, 2),
        _ => new ByteOrder(format.CodePageOf(start, encoding), 0),
    };
}
