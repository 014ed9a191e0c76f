using System.Text;
using System.Text.Unicode;
using Dedupe.Sources;

namespace Dedupe.Formats.Shared.News;

/// <summary>
/// Decodes XML: what is valid UTF-8 is UTF-8, as everywhere here; then what the file says; then the bytes themselves.
/// Not safe for threads.
/// </summary>
/// <param name="encoding">See <see cref="SourceOptions.Encoding"/>.</param>
internal sealed class NewsXmlText(string encoding)
{
    // Of a declaration.
    private const int Longest = 200;

    private readonly TextDecoder decoder = new(encoding);

    /// <summary>Decodes an item.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="declared">The encoding that its file says; null when it says nothing.</param>
    /// <param name="codePage">What it was in; 0 for UTF-8.</param>
    /// <exception cref="InputException">It is in none that is known, or not valid in it.</exception>
    public string Decode(ReadOnlyMemory<byte> bytes, string? declared, out int codePage)
    {
        codePage = 0;
        if (!decoder.Always && Utf8.IsValid(bytes.Span))
            return Encoding.UTF8.GetString(bytes.Span);
        if (encoding == TextEncodings.Auto
            && (declared ?? Declared(bytes.Span)) is { } name
            && TextEncodings.Find(name) is { } named
            && TextEncodings.HoldsAscii(named)
            && Strictly(bytes.Span, named) is { } text)
        {
            codePage = named.CodePage;
            return text;
        }

        TextPlace place = default;
        if (decoder.TryDecode(ref bytes, ref place, default, "The item", out codePage) is { } rejection)
            throw new InputException(RejectionReason.BadEncoding, rejection.Detail!);
        return Encoding.UTF8.GetString(bytes.Span);
    }

    /// <summary>What stands before the items, whatever it is in: names of elements are ASCII.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="declared">The encoding that they say; null when they say nothing.</param>
    public static string Plain(ReadOnlySpan<byte> bytes, out string? declared)
    {
        declared = Declared(bytes);
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        return (declared is not null && TextEncodings.Find(declared) is { } named ? Strictly(bytes, named) : null)
            ?? Encoding.Latin1.GetString(bytes);
    }

    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.TrimStart(" \t\r\n"u8).StartsWith("<?xml"u8))
            return null;
        string start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Longest)]);
        int end = start.IndexOf("?>", StringComparison.Ordinal);
        int name = start.IndexOf("encoding", StringComparison.Ordinal);
        if (end < 0 || name < 0 || name > end)
            return null;
        int open = start.AsSpan(name, end - name).IndexOfAny('"', '\'');
        if (open < 0)
            return null;
        var value = start.AsSpan(name + open + 1, end - name - open - 1);
        int close = value.IndexOf(start[name + open]);
        return close < 0 ? null : value[..close].ToString();
    }

    private static string? Strictly(ReadOnlySpan<byte> bytes, Encoding named)
    {
        try
        {
            string text = named.GetString(bytes);
            // Tables of single bytes have it for bytes that stand for nothing.
            return text.Contains('\uFFFD', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
