namespace Dedupe.Normalization;

/// <summary>
/// The words of some documents that occur so often or more, with their letters. Texts are gone through twice: all words
/// are counted before the letters of these are collected, because most words of misread texts occur once.
/// </summary>
internal sealed class Vocabulary(WordCounts counts, int minCount)
{
    private readonly HashSet<ulong> known = [];
    private readonly List<VocabularyWord> words = [];

    /// <summary>Tokens counted.</summary>
    public long Tokens => counts.Tokens;

    /// <summary>How often a word occurred, frequent or not.</summary>
    public int this[ulong hash] => counts[hash];

    /// <summary>The words, the most frequent first.</summary>
    public IReadOnlyList<VocabularyWord> Words
    {
        get
        {
            words.Sort(static (x, y) => x.Count != y.Count ? y.Count.CompareTo(x.Count) : x.Hash.CompareTo(y.Hash));
            return words;
        }
    }

    /// <summary>Collects the letters of a text's frequent words; too long ones are left out.</summary>
    public void Collect(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        Span<char> word = stackalloc char[FoldedWord.MaxLength];
        for (var token = 0; token < tokens.Count; token++)
        {
            var hash = tokens.Hashes[token];
            if (counts[hash] < minCount || !known.Add(hash))
                continue;
            var length = FoldedWord.Of(text[tokens.Starts[token]..tokens.Ends[token]], word);
            if (length > 0)
                words.Add(new VocabularyWord(hash, counts[hash], new string(word[..length])));
        }
    }
}
