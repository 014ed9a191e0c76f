using System.Globalization;
using System.Text;

namespace Dedupe.Sources;

/// <summary>
/// Encodings by name and by code page, all of them strict: bytes that stand for nothing are an error, never U+FFFD.
/// </summary>
internal static class TextEncodings
{
    /// <summary>The value of the option that has each text looked at.</summary>
    public const string Auto = "auto";

    /// <summary>The name of UTF-8.</summary>
    public const string Utf8 = "utf-8";

    private const int CodePageOfUtf8 = 65001;

    /// <summary>The name of a code page; 0 is UTF-8.</summary>
    public static string NameOf(int codePage) => codePage switch
    {
        0 or CodePageOfUtf8 => Utf8,
        1200 => "utf-16le",
        1201 => "utf-16be",
        12000 => "utf-32le",
        12001 => "utf-32be",
        _ => Find(codePage)?.WebName ?? codePage.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The encoding of a name; null when there is none of it.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
            // As the register of names has it, utf-16 without a mark is either; here it is what most writers mean.
            return name.ToLowerInvariant() switch
            {
                "utf-16" or "utf-16le" => Find(1200),
                "utf-32" or "utf-32le" => Find(12000),
                _ => CodePagesEncodingProvider.Instance.GetEncoding(
                    name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                    ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The encoding of a code page; null when there is none.</summary>
    public static Encoding? Find(int codePage)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(
                codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether ASCII is the same bytes in an encoding, so that what is valid UTF-8 can be told from it: not so UTF-16,
    /// EBCDIC and those with escapes.
    /// </summary>
    public static bool HoldsAscii(Encoding encoding)
    {
        if (encoding.WebName.StartsWith("iso-2022", StringComparison.Ordinal)
            || encoding.WebName.StartsWith("hz-", StringComparison.Ordinal)
            || encoding.WebName.StartsWith("csiso2022", StringComparison.Ordinal))
            return false;
        const string Some = "{\"id\": 12, \"text\": \"Az ~\\n\"}\r\n";
        try
        {
            return encoding.GetString(Encoding.ASCII.GetBytes(Some)) == Some;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
