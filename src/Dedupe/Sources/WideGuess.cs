using System.Globalization;
using System.Text;

namespace Dedupe.Sources;

/// <summary>
/// Tells UTF-16 and UTF-32 without a byte-order mark by what every text has, spaces, line ends and punctuation: with
/// the bytes in the wrong order these are other characters, and so are they in texts of one byte a letter.
/// </summary>
internal static class WideGuess
{
    private const int LeastAnchors = 2;
    private const int CharactersPerAnchor = 60;
    private const int MostAgainst = 10; // anchors of one order for one of the other
    private const int LeastAsciiBytes = 16;
    private const int MostLookedAt = 1 << 20;

    /// <summary>The code page; 0 when it is none of them.</summary>
    public static int Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostLookedAt)
            bytes = bytes[..MostLookedAt];
        if (bytes.Length % 4 == 0 && bytes.Contains((byte)0))
        {
            if (IsText(bytes, ByteOrder.Utf32, out _))
                return ByteOrder.Utf32;
            if (IsText(bytes, ByteOrder.Utf32BigEndian, out _))
                return ByteOrder.Utf32BigEndian;
        }

        if (bytes.IsEmpty || bytes.Length % 2 != 0)
            return 0;
        // Nothing but ASCII: in the other order these are characters that no text is made of.
        if (bytes.Length >= LeastAsciiBytes && IsAscii(bytes, 0))
            return ByteOrder.Utf16;
        if (bytes.Length >= LeastAsciiBytes && IsAscii(bytes, 1))
            return ByteOrder.Utf16BigEndian;
        bool little = IsText(bytes, ByteOrder.Utf16, out int inLittle);
        bool big = IsText(bytes, ByteOrder.Utf16BigEndian, out int inBig);
        int least = Math.Max(LeastAnchors, bytes.Length / 2 / CharactersPerAnchor);
        if (little && inLittle >= least && inBig <= inLittle / MostAgainst)
            return ByteOrder.Utf16;
        return big && inBig >= least && inLittle <= inBig / MostAgainst ? ByteOrder.Utf16BigEndian : 0;
    }

    // Whether all of it is characters that stand in texts; and how many of them hold a text together.
    private static bool IsText(ReadOnlySpan<byte> bytes, int codePage, out int anchors)
    {
        anchors = 0;
        bool isText = true;
        var reader = new WideUnits(codePage);
        while (!bytes.IsEmpty)
        {
            bool good = reader.TryTake(bytes, out var rune, out int length) is null;
            bytes = bytes[length..];
            anchors += good && IsAnchor(rune.Value) ? 1 : 0;
            isText &= good && IsOfText(rune);
        }

        return isText;
    }

    private static bool IsAscii(ReadOnlySpan<byte> bytes, int low)
    {
        for (int at = 0; at < bytes.Length; at += 2)
        {
            bool isText =
                bytes[at + low] is (>= (byte)' ' and < 0x7F) or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f';
            if (!isText || bytes[at + 1 - low] != 0)
                return false;
        }

        return true;
    }

    private static bool IsAnchor(int character) =>
        character is ' ' or '\n' or '\r' or '.' or ',' or 0x3001 or 0x3002 or 0xFF0C or 0x060C or 0x0964;

    private static bool IsOfText(Rune rune) => rune.Value is '\t' or '\n' or '\r' or '\f'
        || (rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune)
            is not (UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.Surrogate));
}
