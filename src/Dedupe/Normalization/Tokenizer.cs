using System.Text;
using Dedupe.Kernels;

namespace Dedupe.Normalization;

/// <summary>
/// Text to tokens: runs of letters, marks and digits of any script, folded (see <see cref="CodePointTable"/>); in scripts without spaces
/// each character with its marks. Markup is not its business: entities and tags are text. Cost: linear. Not thread-safe: one a worker.
/// </summary>
internal sealed class Tokenizer
{
    private byte[] word = new byte[256];
    private int length;
    private int start;
    private int end;
    private bool alone;

    /// <summary>Tokenizes valid UTF-8.</summary>
    /// <param name="text">The original text; its validity is the caller's to check.</param>
    /// <param name="tokens">Cleared, then filled.</param>
    /// <param name="positions">Also keep where each token stands.</param>
    public void Tokenize(ReadOnlySpan<byte> text, TokenBuffer tokens, bool positions)
    {
        tokens.Clear();
        length = 0;
        var at = 0;
        while (at < text.Length)
        {
            var unit = text[at];
            if (unit < 0x80)
            {
                var folded = AsciiFold.Table[unit];
                if (folded == 0)
                    Flush(tokens, positions);
                else
                    Append(folded, at, tokens, positions);
                at++;
            }
            else
            {
                Rune.DecodeFromUtf8(text[at..], out var rune, out var consumed);
                TakeRune(rune, text.Slice(at, consumed), at, tokens, positions);
                at += consumed;
            }
        }

        Flush(tokens, positions);
    }

    private void Append(byte folded, int at, TokenBuffer tokens, bool positions)
    {
        if (alone)
            Flush(tokens, positions);
        if (length == 0)
            start = at;
        if (length == word.Length)
            Array.Resize(ref word, 2 * length);
        word[length++] = folded;
        end = at + 1;
    }

    private void TakeRune(Rune rune, ReadOnlySpan<byte> original, int at, TokenBuffer tokens, bool positions)
    {
        var entry = CodePointTable.Entry(rune.Value);
        var kind = CodePointTable.ClassOf(entry);
        switch (kind)
        {
            case CodePointClass.Separator:
                Flush(tokens, positions);
                return;
            case CodePointClass.Ignored:
                // An accent belongs to the word before it; between words it is nothing.
                if (length > 0)
                    end = at + original.Length;
                return;
            case CodePointClass.Mark when length == 0:
                // A mark with nothing to stand on is no word.
                return;
            case CodePointClass.Alone:
                Flush(tokens, positions);
                break;
            case CodePointClass.Letter when alone:
                Flush(tokens, positions);
                break;
        }

        var folded = CodePointTable.FoldOf(entry);
        if (folded.IsEmpty)
            folded = original;
        if (length == 0)
            start = at;
        while (length + folded.Length > word.Length)
            Array.Resize(ref word, 2 * word.Length);
        folded.CopyTo(word.AsSpan(length));
        length += folded.Length;
        end = at + original.Length;
        alone |= kind == CodePointClass.Alone;
    }

    private void Flush(TokenBuffer tokens, bool positions)
    {
        alone = false;
        if (length == 0)
            return;

        var hash = WordHash.Of(word.AsSpan(0, length));
        length = 0;
        if (positions)
            tokens.Add(hash, start, end);
        else
            tokens.Add(hash);
    }
}
