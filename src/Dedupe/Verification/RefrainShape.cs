using System.Buffers;
using System.Text;
using Dedupe.Normalization;

namespace Dedupe.Verification;

/// <summary>
/// Tells the refrain of a speech, a litany, a song or a resolution from the running head of a gallery or a table. The
/// one is a sentence or begins or ends one; the other is a heading: it has a colon, a figure or capitals, a counter
/// stands before it, or it stands in the middle of what has no sentences.
/// </summary>
internal static class RefrainShape
{
    private static readonly SearchValues<byte> ClauseEnds = SearchValues.Create(".!?,;\n"u8);

    /// <summary>Whether one occurrence of a phrase that recurs belongs to a sentence.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="start">The first token of the phrase.</param>
    /// <param name="end">The token behind its last.</param>
    public static bool IsOfSentence(ReadOnlySpan<byte> text, TokenBuffer tokens, int start, int end) =>
        (BeginsClause(text, tokens, start) || EndsClause(text, tokens, end)) && !IsHeading(text, tokens, start, end);

    // The number of a clause stands where the clause begins ("3. Calls upon"); a counter stands behind other words
    // ("caption 3.").
    private static bool BeginsClause(ReadOnlySpan<byte> text, TokenBuffer tokens, int token) =>
        IsEnd(text, tokens, token) &&
        (token == 0 || !FigureSigns.IsFigure(text, tokens.Starts[token - 1]) || IsEnd(text, tokens, token - 1));

    private static bool EndsClause(ReadOnlySpan<byte> text, TokenBuffer tokens, int token) =>
        IsEnd(text, tokens, token) && (token == tokens.Count || !FigureSigns.IsFigure(text, tokens.Starts[token]));

    // Whether a clause ends before a token.
    private static bool IsEnd(ReadOnlySpan<byte> text, TokenBuffer tokens, int token)
    {
        if (token == 0 || token == tokens.Count)
            return true;
        var gap = text[tokens.Ends[token - 1]..tokens.Starts[token]];
        return gap.ContainsAny(ClauseEnds)
            || gap.IndexOf("…"u8) >= 0
            || gap.IndexOf("،"u8) >= 0
            || gap.IndexOf("؟"u8) >= 0;
    }

    private static bool IsHeading(ReadOnlySpan<byte> text, TokenBuffer tokens, int start, int end)
    {
        var capitals = 0;
        for (var token = start; token < end; token++)
        {
            var place = tokens.Starts[token];
            if (FigureSigns.IsFigure(text, place)
                || (token > start && text[tokens.Ends[token - 1]..place].Contains((byte)':')))
                return true;
            Rune.DecodeFromUtf8(text[place..], out var rune, out _);
            capitals += token > start && Rune.IsUpper(rune) ? 1 : 0;
        }

        return 2 * capitals > end - start - 1;
    }
}
