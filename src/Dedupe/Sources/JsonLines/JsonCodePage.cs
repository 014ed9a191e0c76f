namespace Dedupe.Sources.JsonLines;

/// <summary>
/// How JSON begins in UTF-16 and UTF-32: with ASCII (RFC 4627, 3). In UTF-8 what has a character of number 0 is none.
/// </summary>
internal static class JsonCodePage
{
    /// <summary>See <see cref="InputFormat.CodePageOf"/>.</summary>
    public static int Of(ReadOnlySpan<byte> start, string encoding)
    {
        if (encoding == TextEncodings.Auto)
        {
            return start switch
            {
                [not 0, 0, 0, 0, ..] => ByteOrder.Utf32,
                [0, 0, 0, not 0, ..] => ByteOrder.Utf32BigEndian,
                [not 0, 0, not 0, 0, ..] => ByteOrder.Utf16,
                [0, not 0, 0, not 0, ..] => ByteOrder.Utf16BigEndian,
                _ => 0,
            };
        }

        int named = encoding == TextEncodings.Utf8 ? 0 : TextEncodings.Find(encoding)?.CodePage ?? 0;
        return named is ByteOrder.Utf16 or ByteOrder.Utf16BigEndian or ByteOrder.Utf32 or ByteOrder.Utf32BigEndian
            ? named
            : 0;
    }
}
