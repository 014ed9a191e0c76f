namespace Dedupe.Normalization;

/// <summary>
/// Finds credits where they stand: datelines, bylines and source lines in the first bytes of a text; sign-offs,
/// copyright lines and sentences about further reporters in the last ones. What merely mentions an agency is prose and
/// stays. Cost: linear in two windows of fixed size, next to nothing for most texts. Not thread-safe: one a worker.
/// </summary>
/// <param name="book">The forms of words that credits are made of.</param>
internal sealed class CreditScanner(CreditBook book)
{
    private const int HeadBytes = 400;
    private const int TailBytes = 600;
    private const int HeadLines = 8;

    /// <summary>A line longer than this is prose: only where it begins or ends may a credit stand.</summary>
    private const int LongLine = 600;

    private readonly CreditRules rules = new(book);

    /// <summary>The agency the text is credited to; null when none is known.</summary>
    public string? Agency => rules.Agency;

    /// <summary>Whether the last text has credits.</summary>
    public bool Found => !rules.Spans().IsEmpty;

    /// <summary>Finds the credits of a text.</summary>
    /// <param name="text">The original text, valid UTF-8.</param>
    /// <param name="tokens">Its tokens.</param>
    public void Scan(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        rules.Begin();
        if (tokens.Count == 0)
            return;
        ScanHead(text, tokens);
        ScanTail(text, tokens);
    }

    /// <summary>Takes the tokens of the credits out, unless nothing would be left.</summary>
    /// <param name="tokens">The tokens that were scanned.</param>
    public void Remove(TokenBuffer tokens) => Remove(tokens, []);

    /// <summary>The same, with what goes along with the tokens.</summary>
    /// <param name="tokens">The tokens that were scanned.</param>
    /// <param name="flags">One flag a token, or none at all.</param>
    public void Remove(TokenBuffer tokens, Span<bool> flags)
    {
        var spans = rules.Spans();
        var words = 0;
        foreach (var (start, end) in spans)
            words += end - start;
        if (words == tokens.Count)
            return;
        // From the last to the first, so that places stay true.
        for (var i = spans.Length - 1; i >= 0; i--)
        {
            var (start, end) = spans[i];
            if (!flags.IsEmpty)
                flags[end..tokens.Count].CopyTo(flags[start..]);
            tokens.Remove(start, end);
        }
    }

    private void ScanHead(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        var token = 0;
        var starts = tokens.Starts;
        for (int line = 0, at = 0; line < HeadLines && at < Math.Min(text.Length, HeadBytes) && token < tokens.Count;
            line++)
        {
            var reach = Math.Min(text.Length - at, LongLine);
            var length = text.Slice(at, reach).IndexOf((byte)'\n');
            var isWhole = length >= 0 || at + reach == text.Length;
            var end = at + (length >= 0 ? length : reach);
            // Datelines are short: of a long line the first words are enough.
            var lookedAt = Math.Min(end, Math.Max(at, HeadBytes));
            var last = token;
            while (last < starts.Length && starts[last] < lookedAt)
                last++;
            if (last > token)
            {
                // The signs behind the last word count, up to the next one or the end: no more of them than a line
                // may have.
                rules.Head(new CreditLine(text, tokens, at,
                    last < starts.Length && lookedAt < end ? Math.Min(starts[last], end) : end, token, last)
                {
                    IsWholeAtStart = true,
                    IsWholeAtEnd = isWhole && lookedAt == end,
                });
            }

            token = last;
            while (token < starts.Length && starts[token] < end)
                token++;
            at = end + 1;
        }
    }

    private void ScanTail(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        var from = Math.Max(0, text.Length - TailBytes);
        var starts = tokens.Starts;
        var token = starts.BinarySearch(from);
        token = token < 0 ? ~token : token;
        if (!book.MayStandIn(text, tokens, token, tokens.Count) && text[from..].IndexOf("©"u8) < 0)
            return;
        for (var at = from; at < text.Length && token < tokens.Count;)
        {
            var length = text[at..].IndexOf((byte)'\n');
            var end = length >= 0 ? at + length : text.Length;
            var last = token;
            while (last < starts.Length && starts[last] < end)
                last++;
            if (last > token)
            {
                var isWhole = at == 0 || text[at - 1] == '\n';
                // The window may begin inside a character or a word: the line begins with the first whole one.
                rules.Tail(new CreditLine(text, tokens, isWhole ? at : starts[token], end, token, last)
                {
                    IsWholeAtStart = isWhole,
                    IsWholeAtEnd = true,
                });
            }

            token = last;
            at = end + 1;
        }
    }
}
