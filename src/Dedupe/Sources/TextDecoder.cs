using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Dedupe.Sources;

/// <summary>
/// Decodes texts that are not UTF-8, each as a whole and by its own bytes alone, so that the same bytes give the same
/// text wherever and whenever they are read. Not safe for threads.
/// </summary>
/// <param name="encoding">See <see cref="SourceOptions.Encoding"/>.</param>
internal sealed class TextDecoder(string encoding)
{
    private const int BytesPerControl = 10;

    private readonly Encoding? named =
        encoding is TextEncodings.Auto or TextEncodings.Utf8 ? null : TextEncodings.Find(encoding);
    private byte[] buffer = [];
    private bool? always;

    /// <summary>
    /// Whether even what is valid UTF-8 is in another encoding: ASCII itself is other bytes there, or stands for other
    /// text.
    /// </summary>
    public bool Always => always ??= named is not null && !TextEncodings.HoldsAscii(named);

    /// <summary>The code page of what was decoded last.</summary>
    public int CodePage { get; private set; }

    /// <summary>The text that was decoded last, in UTF-8. Good until the next is decoded.</summary>
    public ReadOnlyMemory<byte> Decoded { get; private set; }

    /// <summary>Whether bytes are to be decoded at all.</summary>
    public bool Concerns(ReadOnlySpan<byte> bytes) =>
        Always || !Utf8.IsValid(bytes)
        || (encoding == TextEncodings.Auto && bytes.Contains((byte)0) && (WideGuess.Of(bytes) != 0 || IsBinary(bytes)));

    /// <summary>Decodes a text where it has to be.</summary>
    /// <param name="text">The text; then the decoded one.</param>
    /// <param name="place">Where it can be read again; then nowhere, when it was decoded: its bytes are not the
    /// text.</param>
    /// <param name="origin">Where it stands.</param>
    /// <param name="what">The name of the text in a message.</param>
    /// <param name="codePage">What it was decoded from; 0 for nothing.</param>
    /// <returns>Why it cannot be decoded; null when all is well.</returns>
    public Rejection? TryDecode(
        ref ReadOnlyMemory<byte> text, ref TextPlace place, Origin origin, string what, out int codePage)
    {
        codePage = 0;
        if (!Concerns(text.Span))
            return null;
        if (TryDecode(text.Span) is { } why)
        {
            var plain = TextRules.CheckEncoding(text.Span, origin, what)?.Detail;
            return new Rejection(
                origin, RejectionReason.BadEncoding, $"{plain ?? $"{what} {Otherwise}"} {why}".TrimEnd());
        }

        (text, place, codePage) = (Decoded, default, CodePage);
        return null;
    }

    /// <summary>Decodes a text.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <returns>Why it cannot be decoded, in a sentence that follows another; null when it was.</returns>
    public string? TryDecode(ReadOnlySpan<byte> bytes)
    {
        (CodePage, Decoded) = (0, default);
        if (named is not null)
            return TryDecode(bytes, named) ? null : $"It is not valid {TextEncodings.NameOf(named.CodePage)} either.";
        if (encoding != TextEncodings.Auto)
            return "";
        if (!bytes.Contains((byte)0) && DamagedUtf8.Is(bytes))
            return DamagedUtf8.Words;
        if (WideGuess.Of(bytes) is > 0 and var wide && TryDecode(bytes, TextEncodings.Find(wide)!))
            return null;
        if (LatinGuess.IsSame(bytes) && TryDecode(bytes, TextEncodings.Find(LatinGuess.CodePage)!))
            return null;
        var units = new LatinUnits(bytes);
        if (LatinAlphabets.Of(units) is > 0 and var latin && TryDecode(bytes, TextEncodings.Find(latin)!))
            return null;
        var guess = EncodingGuess.Of(bytes);
        if (guess.Encoding is not null && guess.IsSure && !LatinAlphabets.SpeaksAgainst(units, guess.Encoding.CodePage)
            && TryDecode(bytes, guess.Encoding) && guess.IsLikely(bytes, Decoded.Span))
            return null;
        (CodePage, Decoded) = (0, default);
        return guess.Name is null
            ? "Nothing tells its encoding; --encoding names it."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"It may be {guess.Name} (confidence {guess.Confidence:0.00}), which is not sure enough; --encoding " +
                $"names it.");
    }

    private string Otherwise =>
        named is null ? "is no text: it is full of control characters." : "is not in the encoding that was named.";

    // UTF-16 of some scripts is valid UTF-8, with zeros and other control characters.
    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        int controls = 0;
        foreach (byte unit in bytes)
            controls += unit < ' ' && unit is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f') ? 1 : 0;
        return controls > bytes.Length / BytesPerControl;
    }

    private bool TryDecode(ReadOnlySpan<byte> bytes, Encoding from)
    {
        char[] characters = ArrayPool<char>.Shared.Rent(from.GetMaxCharCount(bytes.Length));
        try
        {
            int length = from.GetChars(bytes, characters);
            // Tables of single bytes have it for bytes that stand for nothing.
            if (from.IsSingleByte && characters.AsSpan(0, length).Contains('\uFFFD'))
                return false;
            int most = Encoding.UTF8.GetMaxByteCount(length);
            if (buffer.Length < most)
                buffer = new byte[most];
            var status = Utf8.FromUtf16(
                characters.AsSpan(0, length), buffer, out _, out int written, replaceInvalidSequences: false);
            if (status != OperationStatus.Done)
                return false;
            (CodePage, Decoded) = (from.CodePage, buffer.AsMemory(0, written));
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }
}
