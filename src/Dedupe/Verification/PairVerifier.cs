using System.Runtime.CompilerServices;
using Dedupe.Indexing;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Compares two texts exactly: shingle sets for the similarities, an alignment for the passages, their kinds and weights for the
/// relation. One a worker; it owns its buffers.
/// </summary>
internal sealed class PairVerifier
{
    /// <summary>A passage found in as many other stories is shown as a template.</summary>
    private const double TemplateWeight = 1.0 / 5;

    private readonly int shingleSize;
    private readonly TextAligner aligner;
    private readonly RelationClassifier classifier;
    private readonly PassageWeights weights;
    private readonly DifferenceFinder differences = new();
    private readonly List<Passage> passages = [];

    // The alignment is greedy and starts from one of the two texts: the shorter one, whichever of them is A, so that a comparison says the
    // same both ways. Of equally long ones the first in the order of their words.
    private PreparedText first = new();
    private PreparedText second = new();
    private bool isTurned;
    private int runLength; // tokens that are as many words as a shingle has where words are set apart
    private PassageKind[] kinds = []; // of the matched words

    /// <summary>The stories that keys were found in; null when there is nothing to count over.</summary>
    public Stories? Stories
    {
        set => weights.Stories = value;
    }

    /// <summary>Makes a verifier.</summary>
    /// <param name="options">Shingles, threshold, and where relations end.</param>
    public PairVerifier(DedupeOptions options)
    {
        shingleSize = options.ShingleSize;
        aligner = new TextAligner(shingleSize, options.Verification.MaxGap);
        classifier = new RelationClassifier(options.Threshold, options.Verification);
        weights = new PassageWeights(options.Signing.ReuseWindow, options.Indexing.StoryCap);
    }

    /// <summary>Compares two prepared texts by their tokens and shingle sets alone.</summary>
    /// <param name="a">The first text.</param>
    /// <param name="b">The second text.</param>
    /// <param name="numberA">The number of the first document.</param>
    /// <param name="numberB">The number of the second document.</param>
    public VerifiedPair Resemblance(PreparedText a, PreparedText b, int numberA, int numberB) =>
        Resemblance(a, b, numberA, numberB, b.CountCommon(a));

    private VerifiedPair Resemblance(PreparedText a, PreparedText b, int numberA, int numberB, int common)
    {
        // Misread texts that are read as the same are no more than near-duplicates: the reading may err.
        var sameWords = a.Tokens.Hashes.SequenceEqual(b.Tokens.Hashes);
        var jaccard = Share(common, a.DistinctShingles + b.DistinctShingles - common, sameWords);
        var relation = classifier.Classify(new PairEvidence { SameText = sameWords && a.TextHash == b.TextHash, Jaccard = jaccard });
        return new VerifiedPair
        {
            A = numberA,
            B = numberB,
            Relation = relation,
            AgencyA = a.Agency,
            AgencyB = b.Agency,
            Jaccard = jaccard,
            ContainmentA = Share(common, a.DistinctShingles, sameWords),
            ContainmentB = Share(common, b.DistinctShingles, sameWords),
            CoverageA = 0,
            CoverageB = 0,
            ProseCoverageA = 0,
            ProseCoverageB = 0,
            Passages = [],
        };
    }

    /// <summary>Compares two prepared texts, finds what they share, and says how they relate.</summary>
    /// <param name="a">The first text.</param>
    /// <param name="b">The second text.</param>
    /// <param name="numberA">The number of the first document.</param>
    /// <param name="numberB">The number of the second document.</param>
    public VerifiedPair Verify(PreparedText a, PreparedText b, int numberA, int numberB)
    {
        isTurned = a.Tokens.Count != b.Tokens.Count
            ? a.Tokens.Count > b.Tokens.Count
            : a.Tokens.Hashes.SequenceCompareTo(b.Tokens.Hashes) > 0;
        (first, second) = isTurned ? (b, a) : (a, b);
        runLength = (int)Math.Round(shingleSize / first.WordsPerToken);
        weights.BeginPair(numberA, numberB);
        passages.Clear();
        var resemblance = Resemblance(a, b, numberA, numberB, aligner.Match(first, second));
        var sameText = resemblance.Relation == Relation.Identical;
        var totals = Explain(resemblance.Jaccard == 1);
        if (isTurned)
            passages.Sort((x, y) => x.A.Start.CompareTo(y.A.Start));
        var wordsPerToken = first.WordsPerToken;
        var evidence = new PairEvidence
        {
            SameText = sameText,
            Jaccard = resemblance.Jaccard,
            ProseShareA = totals.WeightedWords / a.Tokens.Count,
            ProseShareB = totals.WeightedWords / b.Tokens.Count,
            ProseWords = totals.WeightedRunWords * wordsPerToken,
            QuoteWords = (int)(totals.QuoteWords * wordsPerToken),
            TemplateWords = totals.TemplateWords,
            ReportShare = (totals.WeightedWords + totals.QuoteWords) / Math.Min(a.Tokens.Count, b.Tokens.Count),
            Containment = Math.Max(resemblance.ContainmentA, resemblance.ContainmentB),
            Words = (int)(totals.Words * wordsPerToken),
        };
        var relation = classifier.Classify(evidence);
        return resemblance with
        {
            Relation = relation,
            Differences = relation is >= Relation.Partial and < Relation.Identical ? differences.Find(first, second, aligner.Matches, isTurned) : [],
            CoverageA = (double)totals.Words / a.Tokens.Count,
            CoverageB = (double)totals.Words / b.Tokens.Count,
            ProseCoverageA = (double)totals.ProseWords / a.Tokens.Count,
            ProseCoverageB = (double)totals.ProseWords / b.Tokens.Count,
            Passages = [.. passages],
            Evidence = evidence,
        };
    }

    // Texts too short for a shingle share all or nothing.
    private static double Share(int part, int whole, bool sameWords) => whole == 0 ? (sameWords ? 1 : 0) : (double)part / whole;

    [MethodImpl(Compile.Fully)]
    private Totals Explain(bool sameWords)
    {
        var totals = default(Totals);
        if (sameWords && first.Shingles.IsEmpty)
        {
            passages.Add(new Passage(
                first.RangeOf(0, first.Tokens.Count - 1), second.RangeOf(0, second.Tokens.Count - 1), first.Tokens.Count, PassageKind.Prose));
            return new Totals { Words = first.Tokens.Count, ProseWords = first.Tokens.Count, WeightedWords = first.Tokens.Count };
        }

        var matches = aligner.Align(first, second);
        if (kinds.Length < matches.Length)
            kinds = new PassageKind[2 * matches.Length];
        FindKinds(matches);
        for (var start = 0; start < matches.Length;)
        {
            var end = start + 1;
            while (end < matches.Length && matches[end].Block == matches[start].Block)
                end++;
            Split(matches[start..end], kinds.AsSpan(start, end - start), ref totals);
            start = end;
        }

        return totals;
    }

    // A block is cut where its kind changes. A few words of prose beside a quotation ("he said") stay with it.
    [MethodImpl(Compile.Fully)]
    private void Split(ReadOnlySpan<TokenMatch> block, ReadOnlySpan<PassageKind> kindOf, ref Totals totals)
    {
        for (var start = 0; start < block.Length;)
        {
            var kind = kindOf[start];
            var end = EndOfKind(kindOf, start);
            if (kind == PassageKind.Prose && end - start < runLength && end < block.Length && kindOf[end] == PassageKind.Quote)
                kind = PassageKind.Quote;
            while (kind == PassageKind.Quote && end < block.Length)
            {
                var following = kindOf[end];
                var next = EndOfKind(kindOf, end);
                if (following == PassageKind.Template || (following == PassageKind.Prose && next - end >= runLength))
                    break;
                end = next;
            }

            AddPassage(block[start..end], kind, ref totals);
            start = end;
        }
    }

    [MethodImpl(Compile.Fully)]
    private void FindKinds(ReadOnlySpan<TokenMatch> matches)
    {
        var listedA = first.Listed;
        var listedB = second.Listed;
        var quotedA = first.Quoted;
        var quotedB = second.Quoted;
        for (var i = 0; i < matches.Length; i++)
        {
            var match = matches[i];
            kinds[i] = listedA[match.A] || listedB[match.B] ? PassageKind.Template :
                quotedA[match.A] || quotedB[match.B] ? PassageKind.Quote : PassageKind.Prose;
        }
    }

    private static int EndOfKind(ReadOnlySpan<PassageKind> kindOf, int start)
    {
        var length = kindOf[start..].IndexOfAnyExcept(kindOf[start]);
        return length < 0 ? kindOf.Length : start + length;
    }

    [MethodImpl(Compile.Fully)]
    private void AddPassage(ReadOnlySpan<TokenMatch> words, PassageKind kind, ref Totals totals)
    {
        totals.Words += words.Length;
        if (kind == PassageKind.Prose)
        {
            var start = Math.Min(words[0].A, first.Shingles.Length);
            var weight = weights.Weigh(first.Shingles, second, start, Math.Min(words[^1].A + 1, first.Shingles.Length) - start);
            totals.WeightedWords += weight * words.Length;
            totals.WeightedRunWords += weight * RunWords(words);
            if (weight <= TemplateWeight)
                kind = PassageKind.Template;
            else
                totals.ProseWords += words.Length;
        }

        if (kind == PassageKind.Quote)
            totals.QuoteWords += words.Length;
        if (kind == PassageKind.Template)
            totals.TemplateWords += words.Length;
        var (ofFirst, ofSecond) = (first.RangeOf(words[0].A, words[^1].A), second.RangeOf(words[0].B, words[^1].B));
        passages.Add(isTurned ? new Passage(ofSecond, ofFirst, words.Length, kind) : new Passage(ofFirst, ofSecond, words.Length, kind));
    }

    // Words in runs as long as a shingle: what a passage has in addition, one word here and there, shows rewording but proves nothing.
    [MethodImpl(Compile.Fully)]
    private int RunWords(ReadOnlySpan<TokenMatch> words)
    {
        var inRuns = 0;
        for (var start = 0; start < words.Length;)
        {
            var end = start + 1;
            while (end < words.Length && words[end].A == words[end - 1].A + 1 && words[end].B == words[end - 1].B + 1)
                end++;
            inRuns += end - start >= runLength ? end - start : 0;
            start = end;
        }

        return inRuns;
    }

    private struct Totals
    {
        public int Words;
        public int ProseWords;
        public double WeightedWords;
        public double WeightedRunWords;
        public int QuoteWords;
        public int TemplateWords;
    }
}
