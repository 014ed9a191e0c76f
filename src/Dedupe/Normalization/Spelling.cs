namespace Dedupe.Normalization;

/// <summary>
/// The most likely word behind a misread one: the noisy channel (Kernighan, Church and Gale 1990) over a collection's own vocabulary, with
/// look-alikes made one. All scores are natural logarithms of probabilities. Pure function of the vocabulary; thread-safe.
/// </summary>
internal sealed class Spelling
{
    /// <summary>Cost of one misreading: one in ten of a letter's occurrences at most are read as one certain other.</summary>
    public const float EditCost = 2.3f;

    private const float NextEditCost = 3;

    // A word never seen: one token in twenty, and each of its letters tells as much as letters do inside words.
    private const float UnknownWord = -3;
    private const float UnknownLetter = -2.3f;

    private const int MaxEdits = 2;
    private const int MinTwoEdits = 6;

    private readonly Dictionary<ulong, float> scoreOf = [];
    private readonly List<ulong> hashes = [];
    private readonly List<string> skeletons = [];
    private readonly SpellingIndex index;

    // The most likely word among those of about so many letters.
    private readonly float[] highest = new float[FoldedWord.MaxLength + 1];

    /// <summary>Makes the index.</summary>
    /// <param name="vocabulary">The words that are known.</param>
    public Spelling(Vocabulary vocabulary)
    {
        Array.Fill(highest, float.NegativeInfinity);
        var scores = new List<float>();
        Span<char> skeleton = stackalloc char[FoldedWord.MaxLength];
        foreach (var (hash, count, letters) in vocabulary.Words)
        {
            var score = (float)Math.Log((double)count / vocabulary.Tokens);
            scoreOf[hash] = score;
            if (letters.Length < 2)
                continue;
            hashes.Add(hash);
            scores.Add(score);
            skeletons.Add(new string(skeleton[..Lookalikes.Skeleton(letters, skeleton)]));
            var length = skeletons[^1].Length;
            for (var near = Math.Max(0, length - MaxEdits); near <= Math.Min(length + MaxEdits, FoldedWord.MaxLength); near++)
                highest[near] = Math.Max(highest[near], score);
        }

        index = new SpellingIndex(skeletons, scores, Edits);
    }

    /// <summary>Whether a word is in the vocabulary.</summary>
    public bool Knows(ulong hash) => scoreOf.ContainsKey(hash);

    /// <summary>The score of a known word; of an unknown one, that it is none.</summary>
    public float ScoreOf(ulong hash) => scoreOf.GetValueOrDefault(hash, float.NegativeInfinity);

    /// <summary>The likeliest reading of a word as one word.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="word">Its folded letters.</param>
    public Reading Read(ulong hash, ReadOnlySpan<char> word)
    {
        var known = scoreOf.TryGetValue(hash, out var own);
        var best = new Reading(hash, known ? own : UnknownWord + (UnknownLetter * word.Length));

        // Another figure is another fact.
        if (word.Length < 2 || word.IndexOfAnyExceptInRange('0', '9') < 0)
            return best;

        Span<char> skeleton = stackalloc char[FoldedWord.MaxLength];
        skeleton = skeleton[..Lookalikes.Skeleton(word, skeleton)];
        Span<ulong> keys = stackalloc ulong[SpellingIndex.MostKeys];
        for (var edits = 0; edits <= Edits(skeleton.Length); edits++)
        {
            // Words that are found by so many deletions only are at least that far away.
            var least = EditCost + (NextEditCost * Math.Max(0, edits - 1));
            if (highest[skeleton.Length] - least <= best.Score)
                break;
            foreach (var key in keys[..SpellingIndex.Keys(skeleton, edits, keys)])
                Improve(key, hash, skeleton, least, ref best);
        }

        return best;
    }

    private static int Edits(int length) => length >= MinTwoEdits ? MaxEdits : 1;

    private void Improve(ulong key, ulong hash, ReadOnlySpan<char> skeleton, float least, ref Reading best)
    {
        foreach (var (number, score) in index.Find(key))
        {
            if (score - least < best.Score)
                break;
            var word = number < 0 ? ~number : number;
            var other = skeletons[word];
            if (hashes[word] != hash && Math.Abs(other.Length - skeleton.Length) <= MaxEdits)
            {
                var distance = EditDistance.Of(skeleton, other);
                var total = score - EditCost - (NextEditCost * Math.Max(0, distance - 1));
                if (distance <= Edits(skeleton.Length) && (total > best.Score || (total == best.Score && hashes[word] < best.Hash)))
                    best = new Reading(hashes[word], total);
            }

            if (number < 0)
                break;
        }
    }
}
