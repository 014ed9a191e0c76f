using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Dedupe.Kernels;

namespace Dedupe.Normalization;

/// <summary>
/// Finds the signs that belong to figures. Words alone do not tell −5 from 5, $500 from €500, 10² from 102 or 1/2
/// from 1:2; texts that differ in such a sign do not say the same. What only a house style differs in gives no sign
/// or the same one: 1,000 and 1.000 and 1 000, 1.5 and 1,5, 10 % and 10%, 5-7 and 5 – 7, dates and times with other
/// separators. What stands before a dash tells a minus from a hyphen, a range and the dash of a list. Cost: linear.
/// Not thread-safe: one a worker.
/// </summary>
internal sealed class FigureSigns
{
    // A longer gap belongs to nothing: its ends are looked at, and no more.
    private const int LongestGap = 24;

    // ".5" and ".300" begin with a point; before a year it ends a sentence.
    private const int LongestDecimals = 3;

    // First bytes of the signs that are looked for beside words too: those of Latin-1 and of the block of currencies,
    // and their wide forms.
    private static readonly SearchValues<byte> MoneyBytes = SearchValues.Create([.. "$%"u8, 0xC2, 0xE2, 0xEF]);

    // First bytes of decimal digits, raised digits and fractions, and of much else. Not those of Han, kana and most
    // alphabets: their words are passed over.
    private static readonly SearchValues<byte> FirstBytes =
        SearchValues.Create([.. "0123456789"u8, 0xC2, 0xD9, 0xDB, 0xDF, 0xE0, 0xE1, 0xE2, 0xEA, 0xEF, 0xF0]);

    private readonly List<FigureSign> found = [];
    private readonly int[] runes = new int[LongestGap];
    private readonly int[] places = new int[LongestGap + 1];

    /// <summary>The signs of the last text, by token and code.</summary>
    public ReadOnlySpan<FigureSign> Found => CollectionsMarshal.AsSpan(found);

    /// <summary>A hash of the signs without their places in the text; 0 when there are none.</summary>
    public ulong Hash()
    {
        var hash = 0UL;
        foreach (var sign in Found)
            hash = Mix.Finish(hash ^ (((ulong)(uint)sign.Token << 32) | (uint)sign.Code) ^ WordHash.Seed0);
        return hash;
    }

    /// <summary>Finds the signs of a text.</summary>
    /// <param name="text">The text, valid UTF-8.</param>
    /// <param name="tokens">Its tokens.</param>
    [MethodImpl(Compile.Fully)]
    public void Scan(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        found.Clear();
        var starts = tokens.Starts;
        var last = -2; // the figure before
        for (var token = 0; token < starts.Length; token++)
        {
            if (!FirstBytes.Contains(text[starts[token]]) || !IsFigure(text, starts[token]))
                continue;
            if (last >= 0 && last != token - 1)
                TakeGap(text, tokens, last, isBefore: true, isAfter: false);
            if (token > 0 || starts[0] > 0)
                TakeGap(text, tokens, token - 1, isBefore: last == token - 1, isAfter: true);
            TakeDigits(text, tokens, token);
            last = token;
        }

        if (last >= 0)
            TakeGap(text, tokens, last, isBefore: true, isAfter: false);
        TakeMoneyOfWords(text, tokens);
        if (found.Count > 1)
            found.Sort(static (x, y) => (x.Token, x.Code, x.Start).CompareTo((y.Token, y.Code, y.Start)));
    }

    /// <summary>Whether the token at a place begins with a digit of any script.</summary>
    public static bool IsFigure(ReadOnlySpan<byte> text, int place)
    {
        var first = text[place];
        if (first < 0x80)
            return (uint)(first - '0') < 10;
        Rune.DecodeFromUtf8(text[place..], out var rune, out _);
        var entry = CodePointTable.Shared.Entry(rune.Value);
        return CodePointTable.FoldLength(entry) > 0 && (CodePointTable.FoldStart(entry) & 0xFF) - '0' < 10;
    }

    // 10² has one token, as 102 has. Behind a letter a raised digit is another way of writing (m², CO₂), and so is
    // one with nothing before it.
    private void TakeDigits(ReadOnlySpan<byte> text, TokenBuffer tokens, int token)
    {
        var (start, end) = (tokens.Starts[token], tokens.Ends[token]);
        if (text[start..end].IndexOfAnyInRange((byte)0xC2, (byte)0xE2) < 0)
            return;
        var isDigit = false;
        var at = start;
        for (var digit = 0; at < end; digit++)
        {
            Rune.DecodeFromUtf8(text[at..end], out var rune, out var length);
            var standing = SignCode.Standing(rune.Value);
            if (standing == SignCode.Fraction || (standing != 0 && isDigit))
                found.Add(new FigureSign(token, standing | (digit << SignCode.PlaceBits), start, end));
            isDigit = IsFigure(text, at);
            at += length;
        }
    }

    // The signs between a token and the next one, either of which is a figure.
    private void TakeGap(ReadOnlySpan<byte> text, TokenBuffer tokens, int token, bool isBefore, bool isAfter)
    {
        var start = token < 0 ? 0 : tokens.Ends[token];
        var end = token + 1 == tokens.Count ? text.Length : tokens.Starts[token + 1];
        // Nearly all gaps.
        if (end - start == 1 && text[start] == ' ')
            return;
        if (end - start > LongestGap)
        {
            if (isBefore)
                TakeGap(text, tokens, token, new Gap(Decode(text, start, start + LongestGap), token, -1, false, false));
            if (isAfter)
                TakeGap(text, tokens, token, new Gap(Decode(text, end - LongestGap, end), -1, token + 1, false, false));
            return;
        }

        var next = token + 1 < tokens.Count;
        var (before, after) = (isBefore ? token : -1, isAfter ? token + 1 : -1);
        TakeGap(text, tokens, token, new Gap(Decode(text, start, end), before, after, token >= 0, next));
    }

    // Reads the signs of a stretch; what is not shown is left out, and a letter (of a credit that was taken out) ends
    // what can be said.
    private int Decode(ReadOnlySpan<byte> text, int start, int end)
    {
        while (start < end && (text[start] & 0xC0) == 0x80)
            start++;
        var count = 0;
        while (start < end)
        {
            Rune.DecodeFromUtf8(text[start..], out var rune, out var length);
            if (CodePointTable.ClassOf(CodePointTable.Shared.Entry(rune.Value)) != CodePointClass.Ignored)
            {
                places[count] = start;
                runes[count++] = SignCode.Narrow(rune.Value);
            }

            start += length;
        }

        places[count] = start;
        return count;
    }

    private void TakeGap(ReadOnlySpan<byte> text, TokenBuffer tokens, int token, Gap gap)
    {
        if (gap.Before >= 0 && gap.After >= 0 && FigureJoin.IsInDate(text, tokens, token))
            return;
        var low = gap.Before >= 0 ? TakeBehind(text, tokens, gap) : 0;
        var high = gap.After >= 0 ? TakeInFront(text, tokens, gap, low) : gap.Count;
        if (gap.Before < 0 || gap.After < 0)
            return;
        var code = FigureJoin.Of(text, tokens, token, runes.AsSpan(low, high - low));
        if (code != 0)
            found.Add(new FigureSign(token + 1, code, tokens.Starts[token], tokens.Ends[token + 1]));
    }

    // Signs behind a figure: 5%, 5 €, 20 °C, 5+. Returns the first rune that is none of them.
    private int TakeBehind(ReadOnlySpan<byte> text, TokenBuffer tokens, Gap gap)
    {
        var low = 0;
        for (var at = 0; at < gap.Count; at++)
        {
            var rune = runes[at];
            if (SignCode.IsSpace(rune))
                continue;
            var isLast = at + 1 == gap.Count;
            var code = SignCode.Currency(rune);
            // "5 $7": the sign of the second one.
            if (code != 0 && at > low && isLast && gap.After >= 0)
                break;
            if (code == 0)
                code = SignCode.Measure(rune);
            if (code == 0 && rune == '+' && at == low && !(isLast && gap.HasNext))
                code = SignCode.Plus;
            if (code == 0)
                break;
            // The letter says it: 20 °C and 20 C.
            var isSaid = code == SignCode.Degree
                && isLast
                && gap.HasNext
                && (text[places[at + 1]] | 0x20) is 'c' or 'f' or 'k';
            if (!isSaid)
                found.Add(new FigureSign(gap.Before, code, tokens.Starts[gap.Before], places[at + 1]));
            low = at + 1;
        }

        return low;
    }

    // Signs before a figure: −5, $5, -$5, ±5, <5, .5. Returns the rune behind the first that is none of them.
    private int TakeInFront(ReadOnlySpan<byte> text, TokenBuffer tokens, Gap gap, int low)
    {
        var high = gap.Count;
        var touches = true;
        for (var at = high - 1; at >= low; at--)
        {
            var rune = runes[at];
            if (SignCode.IsSpace(rune))
            {
                touches = false;
                continue;
            }

            // Nothing before it, or white space or another sign: it does not hang on a word or on the figure before.
            var isFree = at > low ? !SignCode.IsDash(runes[at - 1]) : at == 0 && !gap.HasPrevious;
            var code = SignCode.Currency(rune);
            if (code == 0 && SignCode.MayBeMinus(rune))
            {
                var isMinus = touches
                    ? isFree || IsExponent(text, tokens, gap, at)
                    : rune == SignCode.Minus && isFree && gap.Before < 0;
                code = isMinus ? SignCode.Minus : 0;
            }
            else if (code == 0 && isFree && touches && (at == 0 || IsSetOff(runes[at - 1])))
            {
                var isDecimal = rune == '.' && FigureJoin.Digits(text, tokens, gap.After) <= LongestDecimals;
                code = isDecimal ? SignCode.Decimal
                    : SignCode.Measure(rune) == SignCode.Percent ? SignCode.Percent
                    : IsMarkup(at) ? 0 : SignCode.Comparison(rune);
            }
            else if (code == 0 && isFree && !IsMarkup(at))
            {
                code = SignCode.Comparison(rune);
            }

            // Five and plus five are one number.
            if (code == 0 && rune == '+' && touches && isFree && at > 0 && SignCode.IsSpace(runes[at - 1]))
                high = at;
            if (code == 0)
                break;
            found.Add(new FigureSign(gap.After, code, places[at], tokens.Ends[gap.After]));
            high = at;
        }

        return high;
    }

    private static bool IsSetOff(int before) => SignCode.IsSpace(before) || SignCode.IsLineEnd(before) ||
        before is '(' or '[' or '-' || SignCode.Currency(before) != 0;

    // The sign of a quoted line, of an arrow or of a tag compares nothing.
    private bool IsMarkup(int at) => runes[at] is '<' or '>' &&
        (at == 0 || SignCode.IsLineEnd(runes[at - 1]) || runes[at - 1] is '-' or '=' or '<' or '>' or '/' or '"');

    // 1e-5
    private static bool IsExponent(ReadOnlySpan<byte> text, TokenBuffer tokens, Gap gap, int at) =>
        at == 0 && gap.Before >= 0 && (text[tokens.Ends[gap.Before] - 1] | 0x20) == 'e';

    // "Five million €", "$ five million": a sign that no figure has taken belongs to where it stands.
    private void TakeMoneyOfWords(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        var starts = tokens.Starts;
        var token = 0;
        for (var at = 0; text[at..].IndexOfAny(MoneyBytes) is var distance and >= 0;)
        {
            at += distance;
            Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
            var narrow = SignCode.Narrow(rune.Value);
            var code = SignCode.Currency(narrow) is var currency and not 0 ? currency : SignCode.Measure(narrow);
            if (code is not (0 or SignCode.Degree))
            {
                var behind = starts[token..].BinarySearch(at);
                token += behind < 0 ? ~behind : behind;
                var isBehindFigure = token > 0 && IsFigure(text, starts[token - 1]);
                if (!isBehindFigure && !(token < starts.Length && IsFigure(text, starts[token])))
                    found.Add(new FigureSign(token, code, at, at + length));
            }

            at += length;
        }
    }

    // The signs between two tokens: how many, the figures on either side (or -1), and whether there is a token there
    // at all.
    private readonly record struct Gap(int Count, int Before, int After, bool HasPrevious, bool HasNext);
}
