using System.Buffers;
using System.Text;

namespace Dedupe.Normalization;

/// <summary>
/// Quotations that are set in by four spaces or a tab among lines that are not, each from its first line to its last.
/// A line that is set in and goes on in lines that are not is the first one of a paragraph, and where a text has such
/// lines its paragraphs of one line look the same: so there only what is set in deeper is a quotation, or a block of
/// lines between blank ones. Cost: linear.
/// </summary>
internal static class BlockQuotations
{
    private const int LeastDepth = 4;
    private const int LooksSo = int.MaxValue;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?:\"”»…。」؟");

    /// <summary>Sets the flags of the tokens in such blocks; leaves the others.</summary>
    public static void Mark(ReadOnlySpan<byte> text, TokenBuffer tokens, Span<bool> quoted, Steps steps)
    {
        var paragraphs = DepthOfParagraphs(text, steps);
        if (paragraphs == LooksSo)
            return;
        MarkBlocks(text, tokens, quoted, paragraphs + 1, isDeeper: true);
        if (paragraphs > 0)
            MarkBlocks(text, tokens, quoted, 1, isDeeper: false);
        steps.Add(paragraphs > 0 ? 2 * text.Length : text.Length);
    }

    // How deep the first lines of paragraphs are set in; 0 where they are not. Where most lines are set in, that is how
    // the text looks and says nothing.
    private static int DepthOfParagraphs(ReadOnlySpan<byte> text, Steps steps)
    {
        var (setIn, all, deepest) = (0, 0, 0);
        var (before, last) = (0, 0); // the depths of the two lines before
        for (var at = 0; at < text.Length;)
        {
            var line = LineAt(text, at);
            var depth = Depth(line);
            if (depth >= 0)
            {
                all++;
                setIn += depth > 0 ? 1 : 0;
                if (depth == 0 && last > 0 && before <= 0)
                    deepest = Math.Max(deepest, last);
            }

            (before, last) = (last, depth);
            at += line.Length + 1;
        }

        steps.Add(text.Length);
        return 2 * setIn < all ? deepest : LooksSo;
    }

    // A block is a quotation when blank lines set it off or when its lines are one text that was wrapped; where it is
    // no deeper than paragraphs begin, when both is so.
    private static void MarkBlocks(
        ReadOnlySpan<byte> text, TokenBuffer tokens, Span<bool> quoted, int depth, bool isDeeper)
    {
        var before = -1; // the depth of the line before
        for (var at = 0; at < text.Length;)
        {
            var first = LineAt(text, at);
            var end = at;
            var lines = 0;
            for (; end < text.Length && LineAt(text, end) is var line && Depth(line) >= depth; end += line.Length + 1)
                lines++;
            if (lines > 0)
            {
                var isSetOff = before < 0 && (end >= text.Length || Depth(LineAt(text, end)) < 0);
                var isWrapped = lines > 1 && !EndsSentence(first);
                if (isDeeper ? isSetOff || isWrapped : isSetOff && isWrapped)
                    Fill(tokens, quoted, at, end);
                before = depth;
                at = end;
                continue;
            }

            before = Depth(first);
            at += first.Length + 1;
        }
    }

    private static void Fill(TokenBuffer tokens, Span<bool> quoted, int start, int end)
    {
        var from = First(tokens.Starts, start);
        var to = First(tokens.Starts, end);
        if (to - from >= QuotationScanner.MinTokens)
            quoted[from..to].Fill(true);
    }

    // The first token that starts at a place or behind it.
    private static int First(ReadOnlySpan<int> starts, int place)
    {
        var found = starts.BinarySearch(place);
        return found < 0 ? ~found : found;
    }

    private static ReadOnlySpan<byte> LineAt(ReadOnlySpan<byte> text, int at)
    {
        var length = text[at..].IndexOf((byte)'\n');
        return length < 0 ? text[at..] : text.Slice(at, length);
    }

    // How far a line is set in: 0 when that is less than a quotation is, -1 for a blank line.
    private static int Depth(ReadOnlySpan<byte> line)
    {
        var spaces = line.Length - line.TrimStart(" \t"u8).Length;
        if (line[spaces..].TrimStart((byte)'\r').IsEmpty)
            return -1;
        var depth = spaces + ((LeastDepth - 1) * line[..spaces].Count((byte)'\t'));
        return depth >= LeastDepth ? depth : 0;
    }

    private static bool EndsSentence(ReadOnlySpan<byte> line)
    {
        Rune.DecodeLastFromUtf8(line.TrimEnd(" \t\r"u8), out var last, out _);
        return last.IsBmp && SentenceEnds.Contains((char)last.Value);
    }
}
