using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Dedupe.Kernels;

namespace Dedupe.Normalization;

/// <summary>
/// Finds the tokens inside quotation marks. Knows “…”, "…", „…“, ”…”, «…» and »…«, ‹…›, 「…」, 『…』 and single marks;
/// quotations that run on over paragraphs (each new one opens again, or a break falls inside); marks left open; posts
/// of social networks embedded without marks, told by their signature ("— Name (@handle)"); block quotations and
/// dialogue (<see cref="LineQuotations"/>). Apostrophes and inch marks are no quotations, and neither are a few words
/// in scare quotes. Cost: linear. Not thread-safe: one a worker.
/// </summary>
/// <param name="steps">Counts what is done.</param>
internal sealed class QuotationScanner(Steps? steps = null)
{
    /// <summary>Quoted stretches shorter than this many tokens are the writer's own prose in scare quotes.</summary>
    public const int MinTokens = 3;

    // The first bytes of all signs that are marks or end paragraphs. Few of them stand inside words.
    private static readonly SearchValues<byte> FirstBytes = SearchValues.Create(
        [.. "\n\"'`-@"u8, 0xC2, 0xE2, 0xE3, 0xEF]);

    private readonly Steps steps = steps ?? new Steps();
    private readonly List<QuotationMark> marks = [];
    private readonly QuotationPairs pairs = new();

    /// <summary>Sets <paramref name="quoted"/> for each token that stands inside a quotation.</summary>
    /// <param name="text">The original text, UTF-8.</param>
    /// <param name="tokens">Its tokens, with positions.</param>
    /// <param name="quoted">One flag a token; overwritten.</param>
    [MethodImpl(Compile.Fully)]
    public void Scan(ReadOnlySpan<byte> text, TokenBuffer tokens, Span<bool> quoted)
    {
        quoted.Clear();
        FindMarks(text, tokens);
        steps.Add(marks.Count);
        foreach (var (start, end) in pairs.Find(marks, text, tokens))
        {
            steps.Add(end - start);
            if (end - start >= MinTokens)
                quoted[start..end].Fill(true);
        }

        LineQuotations.Mark(text, tokens, quoted, steps);
    }

    // Marks stand between tokens, and in few of the gaps.
    [MethodImpl(Compile.Fully)]
    private void FindMarks(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        marks.Clear();
        var ends = tokens.Ends;
        var starts = tokens.Starts;
        var token = 0;
        for (var at = 0; text[at..].IndexOfAny(FirstBytes) is var distance and >= 0;)
        {
            at += distance;
            while (token < starts.Length && starts[token] <= at)
                token++;
            var from = token == 0 ? 0 : ends[token - 1];
            if (at < from)
            {
                at = from; // inside a word
                continue;
            }

            var to = token == starts.Length ? text.Length : starts[token];
            FindMarksInGap(text, from, to, token);
            at = to;
        }
    }

    [MethodImpl(Compile.Fully)]
    private void FindMarksInGap(ReadOnlySpan<byte> text, int from, int to, int token)
    {
        // What stands on either side: a word, white space or another sign. Sides decide what a straight mark does.
        var before = from == 0 ? TextSide.Space : TextSide.Word;
        var last = before == TextSide.Word ? LastOfWord(text[..from]) : ' ';
        var at = from;
        steps.Add(to - from);
        while (at < to)
        {
            Rune.DecodeFromUtf8(text[at..to], out var rune, out var consumed);
            if (rune.Value == '\n' && EndsParagraph(text, at, last))
            {
                if (marks.Count == 0 || marks[^1].Kind != QuotationMarkKind.ParagraphBreak)
                    marks.Add(new QuotationMark(QuotationMarkKind.ParagraphBreak, default, token));
            }
            else if (QuotationMark.FamilyOf(rune.Value) is { } family)
            {
                // Two single marks in a row are one double mark.
                if (family == QuotationFamily.Single && IsTwice(text[at..to], consumed))
                    (family, consumed) = (QuotationFamily.Double, 2 * consumed);
                var after = at + consumed == to
                    ? (to == text.Length ? TextSide.Space : TextSide.Word)
                    : SideOf(text[(at + consumed)..]);
                var shape = family == QuotationFamily.Double && QuotationMark.FamilyOf(rune.Value) != family
                    ? '"'
                    : rune.Value;
                var kind = QuotationMark.Classify(shape, before, after, last);
                if (kind != QuotationMarkKind.None)
                    marks.Add(new QuotationMark(kind, family, token));
            }
            else if (rune.Value is 0x2014 or 0x2013 || (rune.Value == '-' && last == '-'))
            {
                marks.Add(new QuotationMark(QuotationMarkKind.Dash, default, token));
            }
            else if (rune.Value == '@' && last == '(')
            {
                marks.Add(new QuotationMark(QuotationMarkKind.Handle, default, token));
            }

            before = Rune.IsWhiteSpace(rune) ? TextSide.Space : TextSide.Sign;
            if (before == TextSide.Sign)
                last = rune.Value;
            at += consumed;
        }
    }

    // A blank line, or a line break after the end of a sentence. Other line breaks are the wrapping of lines.
    private static bool EndsParagraph(ReadOnlySpan<byte> text, int at, int last)
    {
        if (last is '.' or '!' or '?' or ':' or '"' or 0x201D or 0xBB or 0x2026 or 0x3002 or 0x300D)
            return true;
        for (var next = at + 1; next < text.Length; next++)
        {
            if (text[next] == '\n')
                return true;
            if (text[next] is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
                return false;
        }

        return true;
    }

    private static int LastOfWord(ReadOnlySpan<byte> text)
    {
        Rune.DecodeLastFromUtf8(text, out var rune, out _);
        return rune.Value;
    }

    private static bool IsTwice(ReadOnlySpan<byte> text, int length) =>
        text.Length >= 2 * length && text[..length].SequenceEqual(text.Slice(length, length));

    private static TextSide SideOf(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out var rune, out _);
        return Rune.IsWhiteSpace(rune) ? TextSide.Space : TextSide.Sign;
    }
}
