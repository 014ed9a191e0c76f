namespace Dedupe.Normalization;

/// <summary>
/// Reads the tokens of a misread text anew: each word as the likeliest one, two as one where a space was put in, one as
/// two where a space was lost; the likeliest reading of the whole is found by dynamic programming. Positions stay those
/// of the original text. One a worker: it owns its buffers and remembers the words it has seen. Cost: linear, with a
/// bound for every word.
/// </summary>
/// <param name="spelling">What words are read as.</param>
/// <param name="steps">Counts what is done.</param>
internal sealed class TextCorrector(Spelling spelling, Steps? steps = null)
{
    // A word that was never seen is looked for in so many ways, or more.
    private const int StepsOfWord = 8;

    private readonly Steps steps = steps ?? new Steps();

    // A space where none was, or none where one was, is as likely as another misreading.
    private const float SpaceCost = Spelling.EditCost + 1;

    // What stands between the halves of a torn word: a space, or a mark and a space.
    private const int MaxTear = 2;
    private const int RememberedBits = 16;

    private readonly (ulong Hash, Split Split)[] remembered = new (ulong, Split)[1 << RememberedBits];
    private readonly TokenBuffer read = new();
    private double[] totals = [];
    private Split[] single = [];
    private Reading[] joined = [];
    private bool[] joins = [];

    /// <summary>Replaces the tokens of a text by what they are read as.</summary>
    /// <returns>How many tokens were changed.</returns>
    public int Correct(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        var count = tokens.Count;
        if (totals.Length <= count)
        {
            totals = new double[2 * count + 1];
            single = new Split[totals.Length];
            joined = new Reading[totals.Length];
            joins = new bool[totals.Length];
        }

        totals[0] = 0;
        for (var i = 0; i < count; i++)
        {
            steps.Add(StepsOfWord);
            single[i] = ReadOne(tokens.Hashes[i], text[tokens.Starts[i]..tokens.Ends[i]]);
            totals[i + 1] = totals[i] + single[i].Score;
            joins[i] = false;
            if (i == 0
                || tokens.Starts[i] - tokens.Ends[i - 1] > MaxTear
                || (IsSound(tokens, i - 1) && IsSound(tokens, i)))
                continue;
            joined[i] = ReadJoined(text, tokens, i);
            var together = totals[i - 1] + joined[i].Score - SpaceCost;
            if (joined[i].Hash != 0 && together > totals[i + 1])
            {
                totals[i + 1] = together;
                joins[i] = true;
            }
        }

        return TakeBest(text, tokens, count);
    }

    private bool IsSound(TokenBuffer tokens, int at) => single[at].First == tokens.Hashes[at] && single[at].IsKnown;

    private int TakeBest(ReadOnlySpan<byte> text, TokenBuffer tokens, int count)
    {
        // From the end: which reading the best one is made of.
        for (var i = count - 1; i > 0; i--)
        {
            if (joins[i])
                joins[--i] = false;
        }

        var changed = 0;
        read.Clear();
        read.Reserve(2 * count);
        for (var i = 0; i < count; i++)
        {
            if (i + 1 < count && joins[i + 1])
            {
                read.Add(joined[i + 1].Hash, tokens.Starts[i], tokens.Ends[i + 1]);
                changed += 2;
                i++;
                continue;
            }

            var (start, end) = (tokens.Starts[i], tokens.Ends[i]);
            if (single[i].Second != 0)
            {
                var cut = Cut(text, start, end, single[i].Cut);
                read.Add(single[i].First, start, cut);
                (start, single[i].First) = (cut, single[i].Second);
            }

            read.Add(single[i].First, start, end);
            changed += single[i].First != tokens.Hashes[i] ? 1 : 0;
        }

        tokens.CopyFrom(read);
        return changed;
    }

    // Where the second of two words begins that stand as one: behind so many letters, but not behind the last.
    private static int Cut(ReadOnlySpan<byte> text, int start, int end, int letters)
    {
        var at = start;
        for (var i = 0; i < letters && at < end; i++)
        {
            at++;
            while (at < end && (text[at] & 0xC0) == 0x80)
                at++;
        }

        return at;
    }

    private Split ReadOne(ulong hash, ReadOnlySpan<byte> token)
    {
        ref var last = ref remembered[hash >> (64 - RememberedBits)];
        if (last.Hash != hash)
        {
            Span<char> word = stackalloc char[FoldedWord.MaxLength];
            last = (hash, ReadOne(hash, word[..FoldedWord.Of(token, word)]));
        }

        return last.Split;
    }

    private Split ReadOne(ulong hash, ReadOnlySpan<char> word)
    {
        var reading = spelling.Read(hash, word);
        var best = new Split(reading.Hash, 0, 0, reading.Score, spelling.Knows(hash));
        if (best.IsKnown)
            return best;
        for (var cut = 1; cut < word.Length; cut++)
        {
            var first = FoldedWord.Hash(word[..cut]);
            if (!spelling.Knows(first))
                continue;
            var second = FoldedWord.Hash(word[cut..]);
            var score = spelling.ScoreOf(first) + spelling.ScoreOf(second) - SpaceCost;
            if (score > best.Score)
                best = new Split(first, second, cut, score, false);
        }

        return best;
    }

    private Reading ReadJoined(ReadOnlySpan<byte> text, TokenBuffer tokens, int second)
    {
        Span<char> word = stackalloc char[2 * FoldedWord.MaxLength];
        var length = FoldedWord.Of(text[tokens.Starts[second - 1]..tokens.Ends[second - 1]], word);
        var more = FoldedWord.Of(text[tokens.Starts[second]..tokens.Ends[second]], word[length..]);
        if (length == 0 || more == 0 || length + more > FoldedWord.MaxLength)
            return default;
        // A word torn and misread as well is left torn: reading every two neighbours as one would cost more than all
        // else.
        var hash = FoldedWord.Hash(word[..(length + more)]);
        return spelling.Knows(hash) ? new Reading(hash, spelling.ScoreOf(hash)) : default;
    }

    // A token as one word or, where Second is not 0, as two.
    private record struct Split(ulong First, ulong Second, int Cut, float Score, bool IsKnown);
}
