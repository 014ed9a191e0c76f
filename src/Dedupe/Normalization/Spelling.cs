namespace Dedupe.Normalization;

/// <summary>
/// The most likely word behind a misread one: the noisy channel (Kernighan, Church and Gale 1990) over a collection's
/// own vocabulary, with look-alikes made one. All scores are natural logarithms of probabilities. Pure function of the
/// vocabulary; thread-safe.
/// </summary>
internal sealed class Spelling
{
    /// <summary>
    /// Cost of one misreading: one in ten of a letter's occurrences at most are read as one certain other.
    /// </summary>
    public const float EditCost = 2.3f;

    private const float NextEditCost = 3;

    // A word never seen: one token in twenty, and each of its letters tells as much as letters do inside words.
    private const float UnknownWord = -3;
    private const float UnknownLetter = -2.3f;

    private const int MaxEdits = 2;
    private const int MinTwoEdits = 6;

    private const int FilterBits = 20;

    private readonly Dictionary<ulong, float> scoreOf = [];
    private readonly ulong[] filter = new ulong[1 << (FilterBits - 6)]; // most hashes that are looked up are no word's
    private readonly ulong[] hashes;
    private readonly string[] skeletons;
    private readonly SpellingIndex index;
    private readonly Dictionary<ulong, Reading> readings = []; // of the known words

    // The most likely word among those of about so many letters.
    private readonly float[] highest = new float[FoldedWord.MaxLength + 1];

    /// <summary>Makes the index.</summary>
    /// <param name="vocabulary">The words that are known.</param>
    public Spelling(Vocabulary vocabulary)
    {
        var scores = new List<float>();
        var all = new List<(ulong Hash, string Letters, string Skeleton)>();
        Span<char> skeleton = stackalloc char[FoldedWord.MaxLength];
        foreach (var (hash, count, letters) in vocabulary.Words)
        {
            var score = (float)Math.Log((double)count / vocabulary.Tokens);
            scoreOf[hash] = score;
            filter[Bit(hash) >> 6] |= 1UL << (Bit(hash) & 63);
            if (letters.Length < 2)
                continue;
            all.Add((hash, letters, new string(skeleton[..Lookalikes.Skeleton(letters, skeleton)])));
            scores.Add(score);
        }

        (hashes, skeletons) = ([.. all.Select(word => word.Hash)], [.. all.Select(word => word.Skeleton)]);
        Raise(scores);
        index = new SpellingIndex(skeletons, scores, Edits);

        // What is a misreading itself is nobody's meaning.
        var isOwn = all.ConvertAll(word => Read(word.Hash, word.Letters).Hash == word.Hash);
        hashes = [.. hashes.Where((_, i) => isOwn[i])];
        skeletons = [.. skeletons.Where((_, i) => isOwn[i])];
        Raise(scores = [.. scores.Where((_, i) => isOwn[i])]);
        index = new SpellingIndex(skeletons, scores, Edits);
        var read = all.Select(
            (word, i) => (
                word.Hash,
                isOwn[i] ? new Reading(word.Hash, ScoreOf(word.Hash)) : Read(word.Hash, word.Letters))).ToList();
        readings = read.ToDictionary(pair => pair.Hash, pair => pair.Item2);
    }

    /// <summary>Whether a word is in the vocabulary.</summary>
    public bool Knows(ulong hash) => (filter[Bit(hash) >> 6] >> (Bit(hash) & 63) & 1) != 0 && scoreOf.ContainsKey(hash);

    /// <summary>The score of a known word; of an unknown one, that it is none.</summary>
    public float ScoreOf(ulong hash) =>
        (filter[Bit(hash) >> 6] >> (Bit(hash) & 63) & 1) != 0
            ? scoreOf.GetValueOrDefault(hash, float.NegativeInfinity)
            : float.NegativeInfinity;

    /// <summary>The likeliest reading of a word as one word.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="word">Its folded letters.</param>
    public Reading Read(ulong hash, ReadOnlySpan<char> word)
    {
        if (readings.TryGetValue(hash, out var before))
            return before;
        var own = ScoreOf(hash);
        var best = new Reading(hash, own > float.NegativeInfinity ? own : UnknownWord + (UnknownLetter * word.Length));

        // Another figure is another fact.
        if (word.Length < 2 || word.IndexOfAnyExceptInRange('0', '9') < 0)
            return best;

        Span<char> skeleton = stackalloc char[FoldedWord.MaxLength];
        skeleton = skeleton[..Lookalikes.Skeleton(word, skeleton)];
        var letters = SpellingIndex.LettersOf(skeleton);
        Span<ulong> keys = stackalloc ulong[SpellingIndex.MostKeys];
        for (var edits = 0; edits <= Edits(skeleton.Length); edits++)
        {
            // Words that are found by so many deletions only are at least that far away. Nobody looks further when
            // there is one close by.
            var least = EditCost + (NextEditCost * Math.Max(0, edits - 1));
            if (highest[skeleton.Length] - least <= best.Score || (edits == MaxEdits && best.Hash != hash))
                break;
            foreach (var key in keys[..SpellingIndex.Keys(skeleton, edits, keys)])
                Improve(key, hash, skeleton, letters, least, ref best);
        }

        return best;
    }

    private void Raise(List<float> scores)
    {
        Array.Fill(highest, float.NegativeInfinity);
        for (var word = 0; word < scores.Count; word++)
        {
            var length = skeletons[word].Length;
            for (var near = Math.Max(0, length - MaxEdits); near <= Math.Min(length + MaxEdits, FoldedWord.MaxLength);
                near++)
                highest[near] = Math.Max(highest[near], scores[word]);
        }
    }

    private static int Bit(ulong hash) => (int)(hash >> (64 - FilterBits));

    private static int Edits(int length) => length >= MinTwoEdits ? MaxEdits : 1;

    private void Improve(
        ulong key, ulong hash, ReadOnlySpan<char> skeleton, uint letters, float least, ref Reading best)
    {
        var edits = Edits(skeleton.Length);
        foreach (ref readonly var entry in index.Find(key, best.Score + least))
        {
            if (entry.Score - least < best.Score)
                break;
            if (!SpellingIndex.AreFar(letters, entry.Letters, edits))
                Improve(entry.Word, entry.Score, hash, skeleton, edits, ref best);
            if (entry.IsLast)
                break;
        }
    }

    private void Improve(int word, float score, ulong hash, ReadOnlySpan<char> skeleton, int edits, ref Reading best)
    {
        var other = skeletons[word];
        if (hashes[word] == hash || Math.Abs(other.Length - skeleton.Length) > edits)
            return;
        var distance = EditDistance.Of(skeleton, other);
        var total = score - EditCost - (NextEditCost * Math.Max(0, distance - 1));
        if (distance <= edits && (total > best.Score || (total == best.Score && hashes[word] < best.Hash)))
            best = new Reading(hashes[word], total);
    }
}
