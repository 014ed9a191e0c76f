namespace Dedupe.Normalization;

/// <summary>
/// Pairs marks to quotations, paragraph by paragraph, as brackets are paired. A mark without a partner may be a slip or
/// no mark at all, so it swallows nothing but the sentence it stands before; the whole paragraph where that begins with
/// it, or where the next paragraph takes the quotation up again. Cost: linear in the marks and in the tokens of such
/// sentences. Not thread-safe.
/// </summary>
internal sealed class QuotationPairs
{
    /// <summary>Most tokens of a name between the dash and the handle of a signature.</summary>
    private const int MaxNameTokens = 8;

    private readonly List<(int Start, int End)> spans = [];
    private readonly List<OpenQuotation> open = [];
    private readonly int[] openOf = new int[Enum.GetValues<QuotationFamily>().Length];
    private (OpenQuotation Left, int Paragraph, int End)? left; // what the paragraph before left open
    private int paragraph; // the first token of the paragraph
    private int single; // the token that an open single mark stands before; -1 for none
    private int dash;
    private int signature; // the dash of the last signature of the paragraph; -1 for none

    /// <summary>The quotations of a text, as first tokens and tokens behind the last.</summary>
    /// <param name="marks">Its marks, in order.</param>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <returns>Valid until the next call; they may touch, but hardly overlap.</returns>
    public List<(int Start, int End)> Find(List<QuotationMark> marks, ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        spans.Clear();
        Begin(0);
        left = null;
        foreach (var mark in marks)
        {
            if (mark.Kind == QuotationMarkKind.ParagraphBreak)
                EndParagraph(mark.Token, text, tokens);
            else if (mark.Kind == QuotationMarkKind.Dash)
                dash = mark.Token;
            else if (mark.Kind == QuotationMarkKind.Handle)
                // All that a paragraph has before its last signature was posted, the other signatures too.
                signature = dash >= 0 && mark.Token - dash <= MaxNameTokens ? dash : signature;
            else if (mark.Family == QuotationFamily.Single)
                TakeSingle(mark);
            else
                Take(mark, text, tokens);
        }

        EndParagraph(tokens.Count, text, tokens);
        EndLeft(text, tokens, goesOn: false);
        return spans;
    }

    private void Begin(int token)
    {
        open.Clear();
        Array.Clear(openOf);
        paragraph = token;
        single = dash = signature = -1;
    }

    // Apostrophes are many, so single marks count between other quotations alone, and only in pairs.
    private void TakeSingle(in QuotationMark mark)
    {
        if (mark.Kind == QuotationMarkKind.Open && open.Count == 0)
            single = mark.Token;
        if (mark.Kind != QuotationMarkKind.Close)
            return;
        if (open.Count == 0 && single >= 0)
            spans.Add((single, mark.Token));
        single = -1;
    }

    private void Take(in QuotationMark mark, ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        var isOpen = openOf[(int)mark.Family] > 0;
        var closes = mark.Kind switch
        {
            QuotationMarkKind.Close or QuotationMarkKind.CloseOrInch => true,
            QuotationMarkKind.Either => isOpen,
            QuotationMarkKind.CloseOfLow => isOpen && open[^1] is { IsLow: true },
            _ => false,
        };
        if (left is { } before)
        {
            // The next paragraph opens the quotation again, or the break fell inside it.
            var ends = mark.Kind == QuotationMarkKind.Close && mark.Family == before.Left.Family;
            EndLeft(text, tokens, goesOn: ends || (!closes && mark.Token == paragraph));
            if (ends)
                spans.Add((paragraph, mark.Token));
        }

        if (!closes && mark.Kind != QuotationMarkKind.None)
            Open(mark);
        else if (isOpen)
            Close(mark);
        else if (mark.Kind == QuotationMarkKind.Close && open.Count > 0 && open[^1].Stray < 0)
            open[^1] = open[^1] with { Stray = mark.Token };
    }

    private void Open(in QuotationMark mark)
    {
        open.Add(new OpenQuotation(
            mark.Token, mark.Family, mark.Kind == QuotationMarkKind.OpenLow, spans.Count));
        openOf[(int)mark.Family]++;
        single = -1;
    }

    // What was opened inside and not closed is part of it, and so is what was found inside.
    private void Close(in QuotationMark mark)
    {
        OpenQuotation closed;
        do
        {
            closed = open[^1];
            open.RemoveAt(open.Count - 1);
            openOf[(int)closed.Family]--;
        }
        while (closed.Family != mark.Family);
        spans.RemoveRange(closed.Spans, spans.Count - closed.Spans);
        spans.Add((closed.Start, mark.Token));
    }

    private void EndParagraph(int end, ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        EndLeft(text, tokens, goesOn: false);
        for (var number = 0; number < open.Count; number++)
        {
            var quotation = open[number];
            if (quotation.Stray >= 0)
                spans.Add((quotation.Start, quotation.Stray));
            else if (number == open.Count - 1)
                left = (quotation, paragraph, end);
            else
                spans.Add((quotation.Start, EndOfSentence(quotation.Start, open[number + 1].Start, text, tokens)));
        }

        if (signature >= 0)
            spans.Add((paragraph, signature));
        Begin(end);
    }

    private void EndLeft(ReadOnlySpan<byte> text, TokenBuffer tokens, bool goesOn)
    {
        if (left is not var (quotation, start, end))
            return;
        left = null;
        var isParagraph = quotation.Start == start && (start > 0 || end < tokens.Count);
        spans.Add((
            quotation.Start, goesOn || isParagraph ? end : EndOfSentence(quotation.Start, end, text, tokens)));
    }

    // The token behind the sentence that a token stands in, or the limit.
    private static int EndOfSentence(int token, int limit, ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        var starts = tokens.Starts;
        var ends = tokens.Ends;
        for (var next = token + 1; next < limit; next++)
        {
            if (EndsSentence(text[ends[next - 1]..starts[next]]))
                return next;
        }

        return limit;
    }

    private static bool EndsSentence(ReadOnlySpan<byte> gap) =>
        gap.Length > 1
        && ((gap.ContainsAny(".!?"u8) && gap.ContainsAny(" \t\r\n"u8))
            || gap.IndexOf("؟"u8) >= 0
            || gap.IndexOf("。"u8) >= 0
            || gap.IndexOf("！"u8) >= 0
            || gap.IndexOf("？"u8) >= 0);
}
