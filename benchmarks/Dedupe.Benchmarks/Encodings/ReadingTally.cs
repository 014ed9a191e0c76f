using System.Text;
using Dedupe.Sources;

namespace Dedupe.Benchmarks.Encodings;

/// <summary>What became of texts of one language in one encoding and one size.</summary>
/// <param name="Right">Texts that were read as themselves.</param>
/// <param name="Rejected">Texts that were rejected.</param>
/// <param name="Wrong">Those read as another text: what it was, and what it became.</param>
internal sealed record ReadingTally(int Right, int Rejected, List<string> Wrong)
{
    private const int Shown = 60;

    /// <summary>Reads texts.</summary>
    /// <param name="texts">They.</param>
    /// <param name="encoding">The encoding. Texts that it cannot hold are passed over, and those that are ASCII in
    /// it.</param>
    /// <param name="size">Bytes that are taken of each at most.</param>
    /// <param name="asLine">Whether each is the text of a JSON line.</param>
    public static ReadingTally Of(List<string> texts, string encoding, int size, bool asLine)
    {
        var into = TextEncodings.Find(encoding)!;
        var decoder = new TextDecoder(TextEncodings.Auto);
        var (right, rejected, wrong) = (0, 0, new List<string>());
        foreach (var text in texts)
        {
            // A file of lines in UTF-16 is told by its first bytes.
            if ((asLine && !TextEncodings.HoldsAscii(into)) || Cut(text, into, size) is not { } cut)
                continue;
            var bytes = into.GetBytes(asLine ? LineOf(cut) : cut);
            // Controls in an article are a fault of its maker: in ISO 8859-1 they are the signs of Windows.
            if (cut.AsSpan().IndexOfAnyInRange('\u0080', '\u009F') >= 0
                || Ascii.IsValid(bytes) && !bytes.Contains((byte)0))
                continue;
            var wanted = into.GetString(bytes);
            if (!decoder.Concerns(bytes))
                wrong.Add($"utf-8\t{Flat(wanted)}");
            else if (decoder.TryDecode(bytes) is not null)
                rejected++;
            else if (Encoding.UTF8.GetString(decoder.Decoded.Span) is var read && read == wanted)
                right++;
            else
                wrong.Add($"{TextEncodings.NameOf(decoder.CodePage)}\t{Difference(wanted, read)}");
        }

        return new ReadingTally(right, rejected, wrong);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Right} / {Rejected} / {(Wrong.Count == 0 ? "0" : $"**{Wrong.Count}**")}";

    // The longest start of a text that takes so many bytes; null when the encoding cannot hold it.
    private static string? Cut(string text, Encoding into, int size)
    {
        var (length, bytes) = (0, 0);
        try
        {
            foreach (var rune in text.EnumerateRunes())
            {
                bytes += into.GetByteCount(rune.ToString());
                if (bytes > size)
                    break;
                length += rune.Utf16SequenceLength;
            }
        }
        catch (EncoderFallbackException)
        {
            return null;
        }

        return length == 0 ? null : text[..length];
    }

    private static string LineOf(string text) => string.Concat(
        "{\"id\":1,\"text\":\"",
        string.Concat(
            text.Select(static letter => letter switch { '"' => '\'', '\\' => '/', < ' ' => ' ', _ => letter })),
        "\"}");

    private static string Difference(string wanted, string read)
    {
        var at = wanted.AsSpan().CommonPrefixLength(read);
        var from = Math.Max(0, at - 20);
        return $"{Flat(wanted[from..])}\t{Flat(read[from..])}";
    }

    private static string Flat(string text) =>
        text[..Math.Min(Shown, text.Length)].ReplaceLineEndings(" ").Replace('\t', ' ');
}
