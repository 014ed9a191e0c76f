namespace Dedupe.Normalization;

/// <summary>
/// How much of a text was misread, from its frequent words: of the places where one of them ought to stand, the share
/// where a far rarer word stands that differs by one letter inside ("wbich"). Inflection changes the ends of words, so
/// those are not looked at. Made once for a collection; lookups are thread-safe.
/// </summary>
internal sealed class NoiseMeter
{
    private const int FrequentEvery = 4000;
    private const int MinCount = 8;
    private const int MinLetters = 5;
    private const int Rarer = 12;
    private const int MinPlaces = 12;

    private readonly Vocabulary vocabulary;
    private readonly HashSet<ulong> frequent = [];

    // What is left of a frequent word when an inner letter is taken out, and of the words that leave it the most
    // frequent.
    private readonly Dictionary<ulong, VocabularyWord> rests = [];

    /// <summary>How often a word must occur to count as frequent.</summary>
    public static int MinCountOf(WordCounts counts) => Math.Max(MinCount, (int)(counts.Tokens / FrequentEvery));

    /// <summary>Makes a meter over the frequent words of a collection.</summary>
    public NoiseMeter(Vocabulary vocabulary)
    {
        this.vocabulary = vocabulary;
        Span<char> rest = stackalloc char[FoldedWord.MaxLength];
        foreach (var word in vocabulary.Words)
        {
            if (word.Letters.Length < MinLetters)
                continue;
            frequent.Add(word.Hash);
            rests.TryAdd(word.Hash, word);
            for (var place = 1; place < word.Letters.Length - 1; place++)
                rests.TryAdd(Without(word.Letters, place, rest), word);
        }
    }

    /// <summary>The share; 0 when there are too few places to tell.</summary>
    public double Share(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        Span<char> word = stackalloc char[FoldedWord.MaxLength];
        var (right, misread) = (0, 0);
        for (var token = 0; token < tokens.Count; token++)
        {
            var hash = tokens.Hashes[token];
            var (start, end) = (tokens.Starts[token], tokens.Ends[token]);
            if (end - start < MinLetters)
                continue;
            if (frequent.Contains(hash))
                right++;
            else if (IsMisreading(hash, word[..FoldedWord.Of(text[start..end], word)]))
                misread++;
        }

        return right + misread < MinPlaces ? 0 : (double)misread / (right + misread);
    }

    private bool IsMisreading(ulong hash, ReadOnlySpan<char> word)
    {
        if (word.Length < MinLetters - 1)
            return false;
        Span<char> rest = stackalloc char[FoldedWord.MaxLength];
        for (var place = 0; place < word.Length - 1; place++)
        {
            // Place 0 stands for the word as it is: then it is the frequent one that has a letter more.
            if (!rests.TryGetValue(place == 0 ? hash : Without(word, place, rest), out var other)
                || !IsOneInside(word, other.Letters))
                continue;
            if ((long)vocabulary[hash] * Rarer <= vocabulary[other.Hash])
                return true;
        }

        return false;
    }

    private static ulong Without(ReadOnlySpan<char> word, int place, Span<char> rest)
    {
        word[..place].CopyTo(rest);
        word[(place + 1)..].CopyTo(rest[place..]);
        return FoldedWord.Hash(rest[..(word.Length - 1)]);
    }

    private static bool IsOneInside(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var start = a.CommonPrefixLength(b);
        a = a[start..];
        b = b[start..];
        var end = 0;
        while (end < a.Length && end < b.Length && a[^(end + 1)] == b[^(end + 1)])
            end++;
        return start > 0 && end > 0 && a.Length - end <= 1 && b.Length - end <= 1;
    }
}
