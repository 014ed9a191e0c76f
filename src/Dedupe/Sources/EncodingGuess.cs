using System.Globalization;
using System.Text;
using UtfUnknown;

namespace Dedupe.Sources;

/// <summary>What statistics say of the encoding of a text that is not UTF-8.</summary>
/// <param name="Name">The encoding's name as the detector has it; null when it has none.</param>
/// <param name="Encoding">The encoding to decode with; null when it is none that is taken without being named.</param>
/// <param name="Confidence">How sure the detector is, up to 1.</param>
/// <param name="Evidence">Bytes above ASCII that it is made from.</param>
internal readonly record struct EncodingGuess(string? Name, Encoding? Encoding, double Confidence, int Evidence)
{
    private const double LeastConfidence = 0.7;
    private const int LeastEvidence = 10;
    private const int MostLookedAt = 1 << 20;
    private const double LeastShareOfScript = 0.9;
    private const int MostReversed = 20; // small letters for one that a capital follows
    private const int CodePageOfGb18030 = 54936;

    /// <summary>Whether the guess is good enough to be tried.</summary>
    public bool IsSure => Confidence >= LeastConfidence && Evidence >= LeastEvidence;

    /// <summary>Guesses.</summary>
    /// <param name="bytes">The text. Of a long one, what follows its first byte above ASCII counts.</param>
    public static EncodingGuess Of(ReadOnlySpan<byte> bytes)
    {
        int first = Math.Max(0, bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) - 1024);
        bytes = bytes.Slice(first, Math.Min(MostLookedAt, bytes.Length - first));
        if (CharsetDetector.DetectFromBytes(bytes).Detected is not { EncodingName: { } name } detected)
            return default;
        int evidence = bytes.Length - bytes.Count((byte)0);
        foreach (byte unit in bytes)
            evidence -= unit is > 0 and < 0x80 ? 1 : 0;
        return new EncodingGuess(name, TextEncodings.Find(CodePageOf(name)), detected.Confidence, evidence);
    }

    /// <summary>
    /// Whether a decoded text looks as texts do: no control characters, nothing that is no character, words that are
    /// not capitals behind a small letter, and of East Asian encodings mostly their scripts.
    /// </summary>
    /// <param name="bytes">The text's bytes.</param>
    /// <param name="decoded">What they become, in UTF-8.</param>
    public bool IsLikely(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> decoded)
    {
        if (Encoding!.CodePage == CodePageOfGb18030 && MayBeHangul(bytes))
            return false;
        var (others, ofScript) = (0, 0);
        var (small, capital, reversed, wasSmall) = (0, 0, 0, false);
        while (!decoded.IsEmpty)
        {
            Rune.DecodeFromUtf8(decoded, out var rune, out int length);
            decoded = decoded[length..];
            if (rune.IsAscii)
            {
                wasSmall = false;
                if (rune.Value < ' ' && rune.Value is not ('\t' or '\n' or '\r' or '\f' or 0x1A))
                    return false;
                continue;
            }

            if (Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                return false;
            others++;
            bool isCapital = Rune.IsUpper(rune);
            (capital, reversed) = (capital + (isCapital ? 1 : 0), reversed + (isCapital && wasSmall ? 1 : 0));
            wasSmall = Rune.IsLower(rune);
            small += wasSmall ? 1 : 0;
            // General punctuation, and from the radicals on: kana, hanzi, hangul, full widths.
            ofScript += rune.Value is (>= 0x2000 and < 0x2700) or (>= 0x2E80 and < 0xFB00) or (>= 0xFE30 and < 0xFFF0)
                or >= 0x20000 ? 1 : 0;
        }

        // In Cyrillic and Greek the small letters of one encoding are the capitals of another.
        if (capital > small || reversed * MostReversed > small)
            return false;
        return Encoding.IsSingleByte || ofScript >= LeastShareOfScript * others;
    }

    // Whether all characters of two bytes are hangul or signs in EUC-KR. In Chinese two of five are others.
    private static bool MayBeHangul(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] < 0x80)
                continue;
            bool isPair = at + 1 < bytes.Length && bytes[at + 1] >= 0xA1;
            if (!isPair || bytes[at] is not ((>= 0xA1 and <= 0xA3) or (>= 0xB0 and <= 0xC8)))
                return false;
            at++;
        }

        return true;
    }

    // Those that old archives are in. The larger set of Windows stands for the smaller one of ISO where no character
    // changes its place.
    private static int CodePageOf(string name) => name switch
    {
        "windows-1250" => 1250,
        "windows-1251" => 1251,
        "windows-1252" or "iso-8859-1" or "ascii" => 1252,
        "windows-1253" => 1253,
        "windows-1254" or "iso-8859-9" => 1254,
        "windows-1255" => 1255,
        "windows-1256" => 1256,
        "windows-1257" => 1257,
        "windows-1258" => 1258,
        "iso-8859-2" => 28592,
        "iso-8859-5" => 28595,
        "iso-8859-6" => 28596,
        "iso-8859-7" => 28597,
        "iso-8859-8" => 28598,
        "iso-8859-15" => 28605,
        "koi8-r" => 20866,
        "ibm855" => 855,
        "ibm866" => 866,
        "tis-620" or "iso-8859-11" => 874,
        "shift-jis" => 932,
        "euc-jp" => 51932,
        "euc-kr" or "cp949" or "ks_c_5601-1987" => 949,
        "gb18030" => CodePageOfGb18030,
        "big5" => 950,
        _ => 0,
    };
}
