using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dedupe.Sources;

namespace Dedupe.Formats.Warc;

/// <summary>What a server answered (RFC 9112): status and headers, then the body, which may be in chunks and packed.
/// </summary>
/// <param name="IsGood">Whether it is what was asked for, and whole.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Packing">How the body is packed; empty when it is not.</param>
/// <param name="IsChunked">Whether the body is in chunks.</param>
/// <param name="Body">The body, as it came.</param>
internal sealed record WarcAnswer(
    bool IsGood, string ContentType, string Packing, bool IsChunked, ReadOnlyMemory<byte> Body)
{
    private const int LongestHeader = 1 << 16;
    private const int DigitsOfChunk = 8;

    private static readonly WarcAnswer None = new(IsGood: false, "", "", IsChunked: false, default);

    /// <summary>Whether the body is a page.</summary>
    public bool IsHtml => Type is "text/html" or "application/xhtml+xml";

    /// <summary>Whether the body is plain text.</summary>
    public bool IsPlain => Type is "text/plain";

    /// <summary>The encoding that the server named; null when it named none.</summary>
    public string? Charset
    {
        get
        {
            int at = ContentType.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
            return at < 0 ? null : ContentType[(at + 8)..].Split(';')[0].Trim(' ', '"', '\'');
        }
    }

    private string Type => ContentType.Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>Reads an answer. What is none is none that is good.</summary>
    public static WarcAnswer Read(ReadOnlyMemory<byte> block)
    {
        var span = block.Span;
        int end = EndOfHeader(span[..Math.Min(span.Length, LongestHeader)], out int body);
        if (end < 0 || !span.StartsWith("HTTP/"u8))
            return None;
        string[] lines = Encoding.Latin1.GetString(span[..end]).Split('\n', StringSplitOptions.TrimEntries);
        string[] status = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string Header(string name) => lines.Skip(1)
            .Where(line => line.Length > name.Length && line[name.Length] == ':'
                && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 1)..].Trim()).FirstOrDefault("");
        return new WarcAnswer(
            status.Length > 1 && status[1] is "200" or "203", Header("Content-Type"),
            Header("Content-Encoding").ToLowerInvariant(),
            Header("Transfer-Encoding").Contains("chunked", StringComparison.OrdinalIgnoreCase), block[body..]);
    }

    /// <summary>The body as it was meant.</summary>
    /// <param name="limit">The most bytes.</param>
    /// <exception cref="InputException">It is damaged, larger, or packed otherwise.</exception>
    public ReadOnlyMemory<byte> Unpacked(int limit)
    {
        // Many crawlers write what they have unpacked under the headers that came.
        var whole = IsChunked ? Joined(Body) ?? Body : Body;
        switch (Packing)
        {
            case "gzip" or "x-gzip":
                return whole.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Gunzip(whole, limit) : whole;
            case "deflate":
                if (whole.Length < 2 || whole.Span[0] == '<')
                    return whole;
                return (whole.Span[0] & 15) == 8 && ((whole.Span[0] << 8) + whole.Span[1]) % 31 == 0
                    ? Inflate(static stream => new ZLibStream(stream, CompressionMode.Decompress), whole, limit)
                    : Inflate(static stream => new DeflateStream(stream, CompressionMode.Decompress), whole, limit);
            case "br":
                return whole.Span.TrimStart(" \t\r\n"u8).StartsWith((byte)'<')
                    ? whole
                    : Inflate(static stream => new BrotliStream(stream, CompressionMode.Decompress), whole, limit);
            case "" or "identity" or "none":
                return whole;
            default:
                throw new InputException(
                    RejectionReason.Unsupported, $"The page is packed with {Packing}, which is not read.");
        }
    }

    // Behind a line that is empty; -1 when there is none.
    private static int EndOfHeader(ReadOnlySpan<byte> bytes, out int body)
    {
        int wide = bytes.IndexOf("\r\n\r\n"u8);
        int narrow = bytes.IndexOf("\n\n"u8);
        bool isNarrow = narrow >= 0 && (wide < 0 || narrow < wide);
        body = isNarrow ? narrow + 2 : wide + 4;
        return isNarrow ? narrow : wide;
    }

    // Each chunk has its length in hexadecimal digits on a line before it; null when that is not so.
    private static ReadOnlyMemory<byte>? Joined(ReadOnlyMemory<byte> body)
    {
        var joined = new MemoryStream(body.Length);
        var rest = body.Span;
        while (true)
        {
            int line = rest.IndexOf((byte)'\n');
            if (line < 0)
                return null;
            var digits = rest[..line].TrimEnd("\r"u8);
            int other = digits.IndexOfAny(" ;"u8);
            digits = other < 0 ? digits : digits[..other];
            if (digits.Length is 0 or > DigitsOfChunk
                || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int length)
                || length < 0)
                return null;
            rest = rest[(line + 1)..];
            if (length == 0)
                return joined.GetBuffer().AsMemory(0, (int)joined.Length);
            if (rest.Length < length)
                return null;
            joined.Write(rest[..length]);
            rest = rest[length..];
            rest = rest.StartsWith("\r\n"u8) ? rest[2..] : rest.StartsWith("\n"u8) ? rest[1..] : rest;
        }
    }

    // GZipStream ends without a word where the data do; the last bytes tell how long it should be.
    private static ReadOnlyMemory<byte> Gunzip(ReadOnlyMemory<byte> packed, int limit)
    {
        var whole = Inflate(static stream => new GZipStream(stream, CompressionMode.Decompress), packed, limit);
        return packed.Length >= 4 && BinaryPrimitives.ReadInt32LittleEndian(packed.Span[^4..]) == whole.Length
            ? whole
            : throw new InputException(RejectionReason.Truncated, "The page is packed with gzip, and cut off.");
    }

    private static ReadOnlyMemory<byte> Inflate(Func<Stream, Stream> open, ReadOnlyMemory<byte> packed, int limit)
    {
        using var stream = open(new MemoryStream(packed.ToArray(), writable: false));
        var whole = new MemoryStream();
        var buffer = new byte[1 << 14];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (whole.Length + read > limit)
                throw new InputException(RejectionReason.Oversized, $"The page unpacks to more than {limit} bytes.");
            whole.Write(buffer, 0, read);
        }

        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }
}
