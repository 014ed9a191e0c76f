using System.Text;

namespace Dedupe.Normalization;

/// <summary>
/// Quotations that are told by how their lines begin: "> " as in Markdown and mail, blocks that are set in
/// (<see cref="BlockQuotations"/>), and dialogue with dashes ("—No lo sé —dijo el ministro—. Ya veremos."). Cost:
/// linear, and a few searches for texts that have none.
/// </summary>
internal static class LineQuotations
{
    /// <summary>Sets the flags of the tokens in such lines; leaves the others.</summary>
    public static void Mark(ReadOnlySpan<byte> text, TokenBuffer tokens, Span<bool> quoted, Steps steps)
    {
        if (!HasAny(text))
            return;
        BlockQuotations.Mark(text, tokens, quoted, steps);
        var token = 0;
        var starts = tokens.Starts;
        for (var at = 0; at < text.Length && token < starts.Length;)
        {
            var length = text[at..].IndexOf((byte)'\n');
            var end = length < 0 ? text.Length : at + length;
            var first = token;
            steps.Add(end - at + 1);
            while (token < starts.Length && starts[token] < end)
                token++;
            var line = text[at..end];
            var content = line.TrimStart(" \t"u8);
            if (token - first >= QuotationScanner.MinTokens)
            {
                if (content.StartsWith(">"u8))
                    quoted[first..token].Fill(true);
                else if (content.StartsWith("—"u8))
                    MarkDialogue(text, tokens, quoted, first, token);
            }

            at = end + 1;
        }
    }

    private static bool HasAny(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            if (text.StartsWith(">"u8) || text.StartsWith("—"u8) || text.StartsWith(" "u8) || text.StartsWith("\t"u8))
                return true;
            var end = text.IndexOf((byte)'\n');
            if (end < 0)
                return false;
            text = text[(end + 1)..];
        }
    }

    // Speech and the words around it take turns at the dashes: those that touch a word on one side alone (Spanish), and
    // those behind a comma or the end of a sentence (French, Russian). With a space behind the first dash there must be
    // such another one: else it is a list.
    private static void MarkDialogue(
        ReadOnlySpan<byte> text, TokenBuffer tokens, Span<bool> quoted, int first, int last)
    {
        var speech = true;
        var turns = 0;
        for (var token = first + 1; token < last; token++)
            turns += IsTurn(text[tokens.Ends[token - 1]..tokens.Starts[token]]) ? 1 : 0;
        var touches = first < last && tokens.Starts[first] >= 3 && text[..tokens.Starts[first]].EndsWith("—"u8);
        if (turns == 0 && !touches)
            return;
        for (var token = first; token < last; token++)
        {
            if (token > first && IsTurn(text[tokens.Ends[token - 1]..tokens.Starts[token]]))
                speech = !speech;
            quoted[token] |= speech;
        }
    }

    private static bool IsTurn(ReadOnlySpan<byte> gap)
    {
        var dash = gap.IndexOf("—"u8);
        if (dash < 0)
            return false;
        var before = gap[..dash].TrimEnd(" \u00A0"u8);
        if (!before.IsEmpty)
        {
            Rune.DecodeLastFromUtf8(before, out var sign, out _);
            return sign.Value is ',' or '.' or '!' or '?' or 0x2026 or ':';
        }

        // " —dijo", "ministro—."
        var touchesBefore = dash == 0;
        var touchesAfter = gap.Length == dash + "—"u8.Length;
        return touchesBefore != touchesAfter;
    }
}
