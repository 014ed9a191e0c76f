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

    /// <summary>Most tokens of a name between the dash and the handle of a signature.</summary>
    private const int MaxNameTokens = 8;

    // The first bytes of all signs that are marks or end paragraphs. Few of them stand inside words.
    private static readonly SearchValues<byte> FirstBytes = SearchValues.Create(
        [.. "\n\"'`-@"u8, 0xC2, 0xE2, 0xE3, 0xEF]);

    private readonly Steps steps = steps ?? new Steps();
    private readonly List<QuotationMark> marks = [];
    private readonly List<(int Start, int End)> spans = [];

    /// <summary>Sets <paramref name="quoted"/> for each token that stands inside a quotation.</summary>
    /// <param name="text">The original text, UTF-8.</param>
    /// <param name="tokens">Its tokens, with positions.</param>
    /// <param name="quoted">One flag a token; overwritten.</param>
    [MethodImpl(Compile.Fully)]
    public void Scan(ReadOnlySpan<byte> text, TokenBuffer tokens, Span<bool> quoted)
    {
        quoted.Clear();
        FindMarks(text, tokens);
        FindSpans(tokens.Count);
        foreach (var (start, end) in spans)
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
        var before = from == 0 ? Side.Space : Side.Word;
        var last = before == Side.Word ? LastOfWord(text[..from]) : ' ';
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
                var after = at + consumed == to
                    ? (to == text.Length ? Side.Space : Side.Word)
                    : SideOf(text[(at + consumed)..]);
                var kind = QuotationMark.Classify(
                    rune.Value, before == Side.Word, after == Side.Word, before == Side.Space, last);
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

            before = Rune.IsWhiteSpace(rune) ? Side.Space : Side.Sign;
            if (before == Side.Sign)
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

    [MethodImpl(Compile.Fully)]
    private void FindSpans(int tokenCount)
    {
        spans.Clear();
        steps.Add(marks.Count);
        var open = -1; // the token an open double quotation starts at
        var opener = QuotationFamily.Double;
        var single = -1;
        var paragraphOpen = false; // the paragraph before ended inside a quotation
        var paragraphStart = 0;
        var dash = -1;
        var signed = -1; // the span of the last signature of the paragraph
        foreach (var mark in marks)
        {
            switch (mark.Kind)
            {
                case QuotationMarkKind.ParagraphBreak:
                    if (open >= 0)
                        spans.Add((open, mark.Token));
                    paragraphOpen = open >= 0;
                    paragraphStart = mark.Token;
                    open = single = dash = signed = -1;
                    break;
                case QuotationMarkKind.Dash:
                    dash = mark.Token;
                    break;
                case QuotationMarkKind.Handle when dash >= 0 && mark.Token - dash <= MaxNameTokens:
                    // All that a paragraph has before its last signature was posted, the other signatures too.
                    if (signed < 0)
                    {
                        signed = spans.Count;
                        spans.Add(default);
                    }

                    spans[signed] = (paragraphStart, dash);
                    break;
                case QuotationMarkKind.Open when mark.Family == QuotationFamily.Single:
                    if (open < 0)
                        single = mark.Token;
                    break;
                case QuotationMarkKind.Close when mark.Family == QuotationFamily.Single:
                    if (open < 0 && single >= 0)
                        spans.Add((single, mark.Token));
                    single = -1;
                    break;
                case QuotationMarkKind.Open or QuotationMarkKind.Either when open < 0:
                    open = mark.Token;
                    opener = mark.Family;
                    paragraphOpen = false;
                    single = -1;
                    break;
                case QuotationMarkKind.Close or QuotationMarkKind.Either when open >= 0 && mark.Family == opener:
                    spans.Add((open, mark.Token));
                    open = -1;
                    paragraphOpen = false;
                    break;
                case QuotationMarkKind.Close when paragraphOpen:
                    // The break fell inside the quotation: it ends here.
                    spans.Add((paragraphStart, mark.Token));
                    paragraphOpen = false;
                    break;
            }
        }

        if (open >= 0)
            spans.Add((open, tokenCount));
    }

    private static int LastOfWord(ReadOnlySpan<byte> text)
    {
        Rune.DecodeLastFromUtf8(text, out var rune, out _);
        return rune.Value;
    }

    private static Side SideOf(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out var rune, out _);
        return Rune.IsWhiteSpace(rune) ? Side.Space : Side.Sign;
    }

    private enum Side
    {
        Space,
        Sign,
        Word,
    }
}
