using System.Text;

namespace Dedupe.Normalization;

/// <summary>
/// One line of a text, or the part of it that lies in a window, with the questions that credits are told by.
/// </summary>
internal readonly ref struct CreditLine
{
    private readonly ReadOnlySpan<byte> text;
    private readonly TokenBuffer tokens;
    private readonly int start;
    private readonly int end;

    /// <summary>Makes one.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="tokens">All its tokens.</param>
    /// <param name="start">First byte of the line.</param>
    /// <param name="end">The byte after it.</param>
    /// <param name="first">Its first token.</param>
    /// <param name="last">The token after its last.</param>
    public CreditLine(ReadOnlySpan<byte> text, TokenBuffer tokens, int start, int end, int first, int last)
    {
        this.text = text;
        this.tokens = tokens;
        this.start = start;
        this.end = end;
        First = first;
        Last = last;
    }

    /// <summary>Its first token.</summary>
    public int First { get; }

    /// <summary>The token after its last.</summary>
    public int Last { get; }

    /// <summary>The line does not begin before the window.</summary>
    public bool IsWholeAtStart { get; init; }

    /// <summary>The line does not go on after the window.</summary>
    public bool IsWholeAtEnd { get; init; }

    /// <summary>
    /// The signs between a token and the one before, or the start of the line; for <see cref="Last"/> those up to its
    /// end.
    /// </summary>
    public GapSigns Before(int token)
    {
        var from = token == First ? start : tokens.Ends[token - 1];
        var to = token == Last ? end : tokens.Starts[token];
        if (to - from == 1 && text[from] is (byte)' ' or (byte)'-')
            return text[from] == ' ' ? GapSigns.Space : GapSigns.None;
        return SignsOf(text[from..to]);
    }

    /// <summary>Whether any of some signs stand there.</summary>
    public bool Has(int token, GapSigns any) => (Before(token) & any) != GapSigns.None;

    /// <summary>The longest form that begins with a token, of those that stand anywhere; null when none does.</summary>
    public CreditForm? Find(CreditBook book, int token) => book.Find(text, tokens, token, Last);

    /// <summary>Finds all forms that stand in the line, in order of their anchors.</summary>
    public void FindAll(CreditBook book, List<CreditHit> hits)
    {
        for (var token = book.NextAnchor(tokens, First, Last); token < Last;
            token = book.NextAnchor(tokens, token + 1, Last))
        {
            if (book.FindAnchored(text, tokens, token, First, Last) is { Form: { } form } found)
                hits.Add(new CreditHit(found.Start, form));
        }
    }

    /// <summary>The same, of those that begin lines.</summary>
    public CreditForm? Opener(CreditBook book) => book.Opener(text, tokens, First, Last);

    /// <summary>The same, of glue and the sign that ends a dateline.</summary>
    public CreditForm? Small(CreditBook book, int token) => book.Small(text, tokens, token, Last);

    /// <summary>Whether some tokens are names of agencies and glue, and nothing else.</summary>
    public bool IsAgencies(CreditBook book, int from, int to)
    {
        while (from < to)
        {
            var form = Find(book, from) is { Kind: CreditKind.Agency or CreditKind.With } agency
                ? agency
                : Small(book, from) is { Kind: CreditKind.Glue } glue ? glue : null;
            if (form is null)
                return false;
            from += form.Words.Length;
        }

        return true;
    }

    /// <summary>Whether some bytes stand in the line.</summary>
    public bool Contains(ReadOnlySpan<byte> bytes) => text[start..end].IndexOf(bytes) >= 0;

    /// <summary>A word that begins with a small letter.</summary>
    public bool IsSmall(int token) => Rune.IsLower(FirstLetter(token));

    /// <summary>A word of two or more letters without a small one, in a script that has small ones.</summary>
    public bool IsAllCapitals(int token)
    {
        var word = text[tokens.Starts[token]..tokens.Ends[token]];
        if (!Rune.IsUpper(FirstLetter(token)) || word.Length < 2)
            return false;
        for (var at = 0; at < word.Length;)
        {
            Rune.DecodeFromUtf8(word[at..], out var rune, out var length);
            if (Rune.IsLower(rune))
                return false;
            at += length;
        }

        return true;
    }

    /// <summary>A number.</summary>
    public bool IsNumber(int token) => Rune.IsDigit(FirstLetter(token));

    /// <summary>A word of a script without capitals.</summary>
    public bool HasNoCase(int token) =>
        FirstLetter(token) is var letter && !Rune.IsLower(letter) && !Rune.IsUpper(letter) && !Rune.IsDigit(letter);

    /// <summary>How many bytes a word has.</summary>
    public int LengthOf(int token) => tokens.Ends[token] - tokens.Starts[token];

    /// <summary>How many of some tokens begin with a small letter.</summary>
    public int CountSmall(int from, int to)
    {
        var count = 0;
        for (var token = from; token < to; token++)
            count += IsSmall(token) ? 1 : 0;
        return count;
    }

    private Rune FirstLetter(int token)
    {
        Rune.DecodeFromUtf8(text[tokens.Starts[token]..tokens.Ends[token]], out var rune, out _);
        return rune;
    }

    private static GapSigns SignsOf(ReadOnlySpan<byte> gap)
    {
        var signs = GapSigns.None;
        for (var at = 0; at < gap.Length;)
        {
            Rune.DecodeFromUtf8(gap[at..], out var rune, out var length);
            signs |= rune.Value switch
            {
                ' ' or '\t' or '\n' or '\r' or 0xA0 or 0x3000 or 0x202F or 0x2009 => GapSigns.Space,
                '(' or '[' or '{' or 0x3010 or 0xFF08 or 0x3014 or 0xFF3B => GapSigns.Open,
                ')' or ']' or '}' or 0x3011 or 0xFF09 or 0x3015 or 0xFF3D => GapSigns.Close,
                '-' or '=' or 0x2013 or 0x2014 or 0x2015 or 0x2212 or 0xFF0D => GapSigns.Dash,
                ':' or 0xFF1A => GapSigns.Colon,
                ',' or ';' or 0xFF0C or 0x3001 or 0x60C => GapSigns.Comma,
                '.' or '!' or '?' or 0x2026 or 0x3002 or 0xFF01 or 0xFF1F or 0x61F => GapSigns.Sentence,
                // "/TASS/": slashes that open and close.
                '/' => gap.Length == 1
                    ? GapSigns.Slash
                    : at == gap.Length - 1
                    ? GapSigns.Open
                    : at == 0
                    ? GapSigns.Close
                    : GapSigns.Slash,
                '|' or 0xB7 or 0x2022 => GapSigns.Bar,
                0xA9 => GapSigns.Copyright,
                '"' or 0xAB or 0xBB or 0x201C or 0x201D or 0x201E => GapSigns.Quote,
                _ => GapSigns.None,
            };
            at += length;
        }

        return signs;
    }
}
