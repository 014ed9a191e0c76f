using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dedupe.Verification;

/// <summary>Reads figures, dates, names and negations among some tokens of a text.</summary>
/// <param name="text">The text.</param>
/// <param name="start">The first of the tokens.</param>
/// <param name="end">The token after the last.</param>
internal readonly ref struct GapReader(PreparedText text, int start, int end)
{
    // Tokens of one figure. A table joined by commas has no end, and is gone back over from each of its figures.
    private const int LongestNumber = 6;

    private static readonly SearchValues<byte> SentenceSigns = SearchValues.Create(".!?:\n\"(*"u8);

    private readonly PreparedText text = text;

    /// <summary>The first token.</summary>
    public int Start { get; } = start;

    /// <summary>The token after the last.</summary>
    public int End { get; } = end;

    /// <summary>How many tokens.</summary>
    public int Count => End - Start;

    /// <summary>Finds the first negation, or -1.</summary>
    public int Negation()
    {
        for (var token = Start; token < End; token++)
        {
            if (Meaning(token).Kind == WordKind.Negation)
                return token;
        }

        return -1;
    }

    /// <summary>Finds the first name of a day or month from one token on: its token, or -1.</summary>
    public int DateWord(out WordMeaning meaning)
    {
        for (var token = Start; token < End; token++)
        {
            meaning = Meaning(token);
            if (meaning.Kind is WordKind.Month or WordKind.Day or WordKind.Relative)
                return token;
        }

        meaning = default;
        return -1;
    }

    /// <summary>
    /// Whether the tokens are names and nothing else: capitals inside a sentence, no titles, dates and figures.
    /// </summary>
    public bool IsName()
    {
        for (var token = Start; token < End; token++)
        {
            Rune.DecodeFromUtf8(Bytes(token), out var rune, out _);
            if (!Rune.IsUpper(rune) || Meaning(token).Kind != WordKind.None || BeginsSentence(token))
                return false;
        }

        return Count > 0;
    }

    /// <summary>
    /// Whether other first tokens are another fact for certain. "Today" and "yesterday" may be one day, as another desk
    /// prints a story a day later; "19" and a number in words may be one figure, as not every language is read whole,
    /// but "6.5" is none in words.
    /// </summary>
    public bool AnswersSurely(GapReader other)
    {
        if (Meaning(Start).Kind == WordKind.Relative)
            return false;
        return IsDigits(Start) == other.IsDigits(other.Start) || IsBroken() || other.IsBroken();
    }

    /// <summary>Whether the first token is a figure in digits, a number in words or a month.</summary>
    public bool IsFigure() => IsNumber(Start) || Meaning(Start).Kind == WordKind.Month;

    /// <summary>
    /// The figure round the first token as it is written, with all that is joined to it: "6-1/4", "12/5/2015",
    /// "18:30" and "1,200" are one each. Any other token is alone.
    /// </summary>
    /// <returns>Its first token and the token after its last.</returns>
    public (int Start, int End) Figure()
    {
        var (first, end) = (Start, Start + 1);
        while (first > 0 && Start - first < LongestNumber && IsPart(first))
            first--;
        while (end < text.Tokens.Count && end - Start < LongestNumber && IsPart(end))
            end++;
        return (first, end);
    }

    /// <summary>The bytes of <see cref="Figure"/>.</summary>
    public ReadOnlySpan<byte> Written()
    {
        var (first, end) = Figure();
        return text.Source[text.Tokens.Starts[first]..text.Tokens.Ends[end - 1]];
    }

    /// <summary>
    /// The next figure from a token on that has a token among these. Figures reach over the ends: "1,200" is two
    /// tokens.
    /// </summary>
    /// <param name="from">Where to look; set to the token behind the figure.</param>
    /// <param name="number">The figure.</param>
    public bool NextNumber(ref int from, out GapNumber number)
    {
        for (var token = from; token < End; token++)
        {
            if (!IsNumber(token))
                continue;
            var first = token;
            while (first > 0 && token - first < LongestNumber - 1 && IsNumber(first - 1) && Joins(first))
                first--;
            first = IsMixed(token - 2) ? token - 2 : IsMixed(token - 1) ? token - 1 : first;
            number = Read(first);
            from = Math.Max(number.End, token + 1);
            return true;
        }

        from = End;
        number = default;
        return false;
    }

    private WordMeaning Meaning(int token) => WordMeanings.MeaningOf(text.Tokens.Hashes[token]);

    private ReadOnlySpan<byte> Bytes(int token) => text.Source[text.Tokens.Starts[token]..text.Tokens.Ends[token]];

    private ReadOnlySpan<byte> Before(int token) =>
        text.Source[(token == 0 ? 0 : text.Tokens.Ends[token - 1])..text.Tokens.Starts[token]];

    private bool BeginsSentence(int token) =>
        token == 0 || Before(token).ContainsAny(SentenceSigns) || Before(token).IndexOf("“"u8) >= 0;

    private bool IsNumber(int token) => IsDigits(token) || Meaning(token).Kind is WordKind.Number or WordKind.Scale;

    private bool IsDigits(int token)
    {
        Rune.DecodeFromUtf8(Bytes(token), out var rune, out _);
        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;
    }

    // A figure goes on over a separator of thousands or decimals, and number words over a space or a hyphen.
    private bool Joins(int token)
    {
        var between = Before(token);
        if (IsDigits(token))
            return IsDigits(token - 1)
                && (between.Length == 1 ? between[0] is (byte)',' or (byte)'.' or (byte)'\''
                    : between.SequenceEqual("\u00A0"u8) || between.SequenceEqual("\u202F"u8)
                        || between.SequenceEqual("’"u8));
        return between.Length <= 2
            && !between.ContainsAny((byte)',', (byte)';')
            && (Meaning(token).Kind == WordKind.Scale || !IsDigits(token - 1));
    }

    // A figure with decimals or a fraction: three digits behind a separator are thousands.
    private bool IsBroken()
    {
        var behind = Start + 1;
        while (behind < text.Tokens.Count && IsDigits(behind) && IsPart(behind))
            behind++;
        return IsDigits(Start) && behind > Start + 1 && Bytes(behind - 1).Length != 3;
    }

    private bool IsPart(int token) => IsNumber(token) && IsNumber(token - 1) && (Joins(token)
        || (Before(token) is [(byte)'-' or (byte)'/' or (byte)':'] && IsDigits(token) && IsDigits(token - 1)));

    private GapNumber Read(int first)
    {
        if (IsMixed(first))
            return new GapNumber(first, first + 3, Mixed(first), false, UnitAt(first + 3));
        decimal value = 0;
        var token = first;
        do
        {
            var meaning = Meaning(token);
            if (IsDigits(token))
                value = Append(value, token, token > first);
            else if (meaning.Kind == WordKind.Number)
                value += meaning.Value;
            else
                value = Math.Max(value, 1) * meaning.Value;
            token++;
        }
        while (token < text.Tokens.Count && IsNumber(token) && Joins(token) && token - first < LongestNumber);
        var isDate = IsMonth(first - 1)
            || IsMonth(token)
            || (value is >= 1900 and < 2100 && token == first + 1 && Bytes(first).Length == 4);
        return new GapNumber(first, token, value, isDate, UnitAt(token));
    }

    private ulong UnitAt(int token) =>
        token < text.Tokens.Count && Meaning(token).Kind == WordKind.Unit ? text.Tokens.Hashes[token] : 0;

    // "6-1/4" is one figure, more than six.
    private bool IsMixed(int token) =>
        token >= 0 && token + 2 < text.Tokens.Count && IsDigits(token)
        && Before(token + 1) is [(byte)'-'] && IsDigits(token + 1)
        && Before(token + 2) is [(byte)'/'] && IsDigits(token + 2)
        && Append(0, token + 1, goesOn: false) < Append(0, token + 2, goesOn: false);

    private decimal Mixed(int token) =>
        Append(0, token, goesOn: false)
        + (Append(0, token + 1, goesOn: false) / Append(0, token + 2, goesOn: false));

    private bool IsMonth(int token) => token >= 0 && token < text.Tokens.Count && Meaning(token).Kind == WordKind.Month;

    // Three digits behind a separator are thousands, any others are decimals; "1.200" is 1200 in some languages, and
    // never 1.2.
    private decimal Append(decimal value, int token, bool goesOn)
    {
        decimal digits = 0;
        decimal scale = 1;
        var count = 0;
        var bytes = Bytes(token);
        while (bytes.Length > 0 && Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done
            && Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber && count++ < 8)
        {
            digits = (10 * digits) + (decimal)Rune.GetNumericValue(rune);
            scale *= 10;
            bytes = bytes[length..];
        }

        if (!goesOn)
            return digits;
        return count == 3 && value < 1_000_000_000_000 ? (1000 * value) + digits : value + (digits / scale);
    }
}
