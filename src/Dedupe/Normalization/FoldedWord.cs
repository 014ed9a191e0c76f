using System.Text;
using System.Text.Unicode;
using Dedupe.Kernels;

namespace Dedupe.Normalization;

/// <summary>
/// The letters of a token, folded as the tokenizer folds them; for the few places that need more than their hash.
/// </summary>
internal static class FoldedWord
{
    /// <summary>Longer words are nobody's misread word.</summary>
    public const int MaxLength = 32;

    /// <summary>Writes the folded letters of a token.</summary>
    /// <param name="token">The token's bytes in the original text.</param>
    /// <param name="word">Gets the letters; room for <see cref="MaxLength"/>.</param>
    /// <returns>How many, or 0 when there are more than fit.</returns>
    public static int Of(ReadOnlySpan<byte> token, Span<char> word)
    {
        var length = 0;
        var ascii = AsciiFold.Table;
        while (!token.IsEmpty)
        {
            if (token[0] < 0x80)
            {
                if (length == MaxLength)
                    return 0;
                word[length++] = (char)ascii[token[0]];
                token = token[1..];
                continue;
            }

            Rune.DecodeFromUtf8(token, out var rune, out var used);
            var entry = CodePointTable.Shared.Entry(rune.Value);
            var fold = CodePointTable.Shared.FoldOf(entry);
            if (CodePointTable.ClassOf(entry) is not (CodePointClass.Ignored or CodePointClass.Separator))
            {
                if (length + Math.Max(used, fold.Length) > MaxLength)
                    return 0;
                Utf8.ToUtf16(fold.IsEmpty ? token[..used] : fold, word[length..], out _, out var written);
                length += written;
            }

            token = token[used..];
        }

        return length;
    }

    /// <summary>The hash the tokenizer gives a folded word.</summary>
    public static ulong Hash(ReadOnlySpan<char> word)
    {
        Span<byte> bytes = stackalloc byte[3 * MaxLength * 2];
        Utf8.FromUtf16(word, bytes, out _, out var written);
        return WordHash.Of(bytes[..written]);
    }
}
