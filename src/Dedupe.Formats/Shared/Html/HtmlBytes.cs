using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Dedupe.Sources;

namespace Dedupe.Formats.Shared.Html;

/// <summary>
/// Decodes pages. What is valid UTF-8 is UTF-8, as everywhere here; else a mark, then what the server said, then what
/// the page says tells, and then the bytes themselves. Not safe for threads.
/// </summary>
/// <param name="encoding">See <see cref="SourceOptions.Encoding"/>.</param>
internal sealed class HtmlBytes(string encoding)
{
    // Where a page says what it is encoded in, by the standard; many say it later.
    private const int Start = 4096;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create("\"' \t\r\n;/>?");

    private const int Latin1 = 28591;
    private const int Latin5 = 28599;
    private const int Windows1252 = 1252;
    private const int Windows1254 = 1254;

    private readonly TextDecoder decoder = new(encoding);

    /// <summary>Decodes a page.</summary>
    /// <param name="bytes">The page.</param>
    /// <param name="told">The name of an encoding that came with it; null when none did.</param>
    /// <param name="codePage">The code page that it was in; 0 for UTF-8.</param>
    /// <exception cref="InputException">Its encoding is unknown, or bytes stand for nothing in it.</exception>
    public string Decode(ReadOnlyMemory<byte> bytes, string? told, out int codePage)
    {
        codePage = 0;
        var span = bytes.Span;
        if (span.StartsWith("\uFEFF"u8))
            span = span[3..];
        if (Marked(span) is { } marked)
        {
            codePage = marked.CodePage;
            return Strictly(span[2..], marked) ?? throw Bad($"The page is not valid {marked.WebName}.");
        }

        if (encoding == TextEncodings.Auto)
        {
            if (Utf8.IsValid(span) && !span.Contains((byte)0))
                return Encoding.UTF8.GetString(span);
            if ((Named(told) ?? Named(Declared(span))) is { } named && Strictly(span, named) is { } text)
            {
                codePage = named.CodePage;
                return text;
            }
        }

        ReadOnlyMemory<byte> decoded = bytes;
        TextPlace place = default;
        if (decoder.TryDecode(ref decoded, ref place, default, "The page", out codePage) is { } rejection)
            throw Bad(rejection.Detail!);
        return Encoding.UTF8.GetString(decoded.Span);
    }

    private static InputException Bad(string message) => new(RejectionReason.BadEncoding, message);

    private static Encoding? Marked(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? TextEncodings.Find(1200)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? TextEncodings.Find(1201)
        : null;

    // The standard has it that who says Latin-1 means the Windows code page, and that a page which can be read far
    // enough to say UTF-16 is not in it.
    private static Encoding? Named(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || TextEncodings.Find(name.Trim()) is not { } found)
            return null;
        return found.CodePage switch
        {
            Latin1 or 20127 => TextEncodings.Find(Windows1252),
            Latin5 => TextEncodings.Find(Windows1254),
            1200 or 1201 or 12000 or 12001 or 65001 or 65000 => null,
            _ => found,
        };
    }

    // In a tag such as <meta charset="x">, <meta content="text/html; charset=x">, or <?xml encoding="x"?>.
    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        string start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Start)]);
        foreach (string word in (ReadOnlySpan<string>)["charset", "encoding"])
        {
            for (int at = 0; (at = start.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
            {
                at += word.Length;
                var rest = start.AsSpan(at).TrimStart();
                if (!rest.StartsWith('='))
                    continue;
                rest = rest[1..].TrimStart().TrimStart("\"'");
                int end = rest.IndexOfAny(NameEnds);
                return end <= 0 ? null : rest[..end].ToString();
            }
        }

        return null;
    }

    private static string? Strictly(ReadOnlySpan<byte> bytes, Encoding from)
    {
        try
        {
            string text = from.GetString(bytes);
            return from.IsSingleByte && text.Contains('\uFFFD') ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
