using System.Text;

namespace Dedupe.Normalization;

/// <summary>
/// What the signs between two figures make of them: a range, a fraction, a ratio, a number with decimals; nothing
/// where they are two figures, or where they are digits of one number that are set in groups.
/// </summary>
internal static class FigureJoin
{
    /// <summary>The code of the sign between a figure and the next one; 0 for none that matters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="token">The first figure.</param>
    /// <param name="signs">The code points between the two that neither has for itself.</param>
    public static int Of(ReadOnlySpan<byte> text, TokenBuffer tokens, int token, ReadOnlySpan<int> signs)
    {
        var isSpaced = signs.Length > 0 && SignCode.IsSpace(signs[0]);
        if (isSpaced != (signs.Length > 0 && SignCode.IsSpace(signs[^1])))
            return 0;
        while (signs.Length > 0 && SignCode.IsSpace(signs[0]))
            signs = signs[1..];
        while (signs.Length > 0 && SignCode.IsSpace(signs[^1]))
            signs = signs[..^1];
        if (signs.IsEmpty)
            return 0;

        var isDash = true;
        foreach (var rune in signs)
            isDash &= SignCode.IsDash(rune);
        if (!isDash && signs.Length > 1)
            return 0;
        var code = isDash ? SignCode.Dash : SignCode.Join(signs[0]);
        if (code == 0 && !isSpaced)
            code = OfDigits(text, tokens, token, signs[0]);
        // The years of 2019/20 are those of 2019-20.
        var isYear = code == SignCode.Slash
            && Digits(text, tokens, token) == 4
            && Digits(text, tokens, token + 1) is 2 or 4;
        return isYear ? SignCode.Dash : code;
    }

    // Groups of thousands and decimals are set apart by any of the signs, and hours from minutes by two of them.
    private static int OfDigits(ReadOnlySpan<byte> text, TokenBuffer tokens, int token, int rune) => rune switch
    {
        '.' or ',' or 0xB7 or 0x66B or 0x66C => Digits(text, tokens, token + 1) == 3 ? 0 : SignCode.Decimal,
        '\'' or 0x2019 or 0x2032 => Digits(text, tokens, token + 1) == 3 ? 0 : SignCode.Prime,
        ':' or 0x2236 when Digits(text, tokens, token) <= 2 && Digits(text, tokens, token + 1) == 2 => SignCode.Decimal,
        ':' or 0x2236 => SignCode.Colon,
        _ => 0,
    };

    /// <summary>
    /// Whether the gap behind a figure lies in a date: 12.05.2031, 12/05/2031 and 2031-05-12 are ways of writing.
    /// </summary>
    public static bool IsInDate(ReadOnlySpan<byte> text, TokenBuffer tokens, int token) =>
        IsDate(text, tokens, token - 1) || IsDate(text, tokens, token);

    private static bool IsDate(ReadOnlySpan<byte> text, TokenBuffer tokens, int token)
    {
        if (token < 0 || token + 2 >= tokens.Count || Separator(text, tokens, token) is not ('.' or '/' or '-') ||
            Separator(text, tokens, token + 1) != Separator(text, tokens, token))
            return false;
        return (Digits(text, tokens, token), Digits(text, tokens, token + 1), Digits(text, tokens, token + 2)) is
            (1 or 2, 1 or 2, 4) or (4, 1 or 2, 1 or 2) or (2, 2, 2);
    }

    private static int Separator(ReadOnlySpan<byte> text, TokenBuffer tokens, int token)
    {
        var gap = text[tokens.Ends[token]..tokens.Starts[token + 1]].Trim((byte)' ');
        Rune.DecodeFromUtf8(gap, out var rune, out var length);
        return length == 0 || length < gap.Length ? 0 : SignCode.IsDash(rune.Value) ? '-' : SignCode.Narrow(rune.Value);
    }

    /// <summary>How many digits a token begins with, at most 8; a letter may follow (1436H).</summary>
    public static int Digits(ReadOnlySpan<byte> text, TokenBuffer tokens, int token)
    {
        var count = 0;
        var (at, end) = (tokens.Starts[token], tokens.Ends[token]);
        for (; at < end && count < 8; count++)
        {
            if (!FigureSigns.IsFigure(text, at))
                break;
            Rune.DecodeFromUtf8(text[at..end], out _, out var length);
            at += length;
        }

        return count;
    }
}
