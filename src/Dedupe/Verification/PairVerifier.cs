using System.Runtime.CompilerServices;
using Dedupe.Indexing;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Compares two texts exactly: shingle sets for the similarities, an alignment for the passages, their kinds and
/// weights for the relation. It knows neither documents nor their numbers: in what it returns the first text is 0 and
/// the second 1. One a worker; it owns its buffers.
/// </summary>
internal sealed class PairVerifier
{
    /// <summary>A passage found in as many other stories is shown as a template.</summary>
    private const double TemplateWeight = 1.0 / 5;

    private readonly int shingleSize;
    private readonly TextAligner aligner;
    private readonly ChanceMatches chance;
    private readonly RelationClassifier classifier;
    private readonly PassageWeights weights;
    private readonly MatchedKinds kinds;
    private readonly OwnTextFinder ownText;
    private readonly DifferenceFinder differences;
    private readonly Steps steps;
    private readonly List<Passage> passages = [];

    // The alignment is greedy and starts from one of the two texts: the shorter one, whichever of them is A, so that a
    // comparison says the same both ways. Of equally long ones the first in the order of their words.
    private PreparedText first = new();
    private PreparedText second = new();
    private bool isTurned;
    private int runLength; // tokens that are as many words as a shingle has where words are set apart

    /// <summary>Makes a verifier.</summary>
    /// <param name="options">Shingles, threshold, and where relations end.</param>
    /// <param name="steps">Counts what is done.</param>
    public PairVerifier(DedupeOptions options, Steps? steps = null)
    {
        this.steps = steps ??= new Steps();
        shingleSize = options.ShingleSize;
        aligner = new TextAligner(shingleSize, options.Verification.MaxGap, steps);
        chance = new ChanceMatches(shingleSize, options.Verification.MaxGap, steps);
        classifier = new RelationClassifier(options.Threshold, options.Verification);
        weights = new PassageWeights(options.Signing.ReuseWindow, options.Indexing.StoryCap, steps);
        kinds = new MatchedKinds(options.Verification.ContainedShare, steps);
        differences = new DifferenceFinder(steps);
        ownText = new OwnTextFinder(shingleSize, options.Signing.ReuseWindow, options.Indexing.StoryCap, steps);
    }

    /// <summary>
    /// Where the texts of the last <see cref="Resemblance"/> may be a form: see <see cref="FormEvidence.Slots"/>. Empty
    /// where they are no near-duplicates.
    /// </summary>
    public TextDifference[] Slots { get; private set; } = [];

    /// <summary>Compares two prepared texts by their tokens and shingle sets; near-duplicates also by what differs,
    /// as two fillings of one form are no copies.</summary>
    /// <param name="a">The first text.</param>
    /// <param name="b">The second text.</param>
    /// <param name="context">What is known about their documents.</param>
    public PairRecord Resemblance(PreparedText a, PreparedText b, in PairContext context = default)
    {
        Arrange(a, b);
        var (common, jaccard, sameText) = Similarity(a, b, aligner.Match(first, second));
        var relation = Limit(classifier.Classify(new PairEvidence { SameText = sameText, Jaccard = jaccard }), context);
        Slots = [];
        if (relation == Relation.NearDuplicate && (!chance.BeginPair(first, second) || jaccard < 1))
        {
            var matches = Aligned();
            differences.Find(first, second, matches, isTurned);
            relation = chance.IsSimilarByChance ? Relation.None
                : jaccard < 1 && differences.IsForm(matches, context) ? Relation.Template : relation;
            Slots = relation == Relation.NearDuplicate ? differences.Slots : [];
        }

        return new PairRecord
        {
            A = 0,
            B = 1,
            Relation = relation,
            Jaccard = jaccard,
            ContainmentA = common.OfA,
            ContainmentB = common.OfB,
        };
    }

    /// <summary>Compares two prepared texts, finds what they share, and says how they relate.</summary>
    /// <param name="a">The first text.</param>
    /// <param name="b">The second text.</param>
    /// <param name="context">What is known about their documents; only asked for where stories are counted.</param>
    /// <param name="stories">Where keys are counted; null: nothing is known of other texts, and no passage is
    /// boilerplate.</param>
    public VerifiedPair Verify(PreparedText a, PreparedText b, in PairContext context, IStoryCounts? stories)
    {
        Arrange(a, b);
        var wordsPerToken = first.WordsPerToken;
        runLength = (int)Math.Round(shingleSize / wordsPerToken);
        passages.Clear();
        var (common, jaccard, sameText) = Similarity(a, b, aligner.Match(first, second));
        chance.BeginPair(first, second);
        ReadOnlySpan<MatchedRun> matches = jaccard == 1 && first.Shingles.IsEmpty
            ? [new MatchedRun(0, 0, first.Tokens.Count, 0)]
            : Aligned();
        weights.BeginPair(context, stories, IsEdited(matches));
        var totals = Explain(matches);
        if (isTurned)
            passages.Sort(static (x, y) => x.A.Start.CompareTo(y.A.Start));
        var evidence = new PairEvidence
        {
            SameText = sameText,
            Jaccard = chance.IsSimilarByChance ? 0 : jaccard,
            ProseShareA = totals.WeightedWords / a.Tokens.Count,
            ProseShareB = totals.WeightedWords / b.Tokens.Count,
            ProseWords = totals.WeightedRunWords * wordsPerToken,
            QuoteWords = (int)(totals.QuoteWords * wordsPerToken),
            TemplateWords = totals.TemplateWords,
            ReportShare = (totals.WeightedWords + totals.QuoteWords) / Math.Min(a.Tokens.Count, b.Tokens.Count),
            Containment = chance.IsSimilarByChance ? 0 : Math.Max(common.OfA, common.OfB),
            BeginsBoth = !matches.IsEmpty && matches[0].A < shingleSize && matches[0].B < shingleSize,
            PlainShare = (double)(totals.ProseWords + totals.QuoteWords) / first.Tokens.Count,
            Words = (int)(totals.Words * wordsPerToken),
        };
        var relation = Limit(classifier.Classify(evidence), context);
        TextDifference[] differing = relation is >= Relation.Partial and < Relation.Identical
            ? differences.Find(first, second, matches, isTurned)
            : [];
        if (relation is Relation.Derived or Relation.NearDuplicate && differences.IsForm(matches, context))
            (relation, differing) = (Relation.Template, []);
        return new VerifiedPair
        {
            A = 0,
            B = 1,
            Relation = relation,
            AgencyA = a.Agency,
            AgencyB = b.Agency,
            Jaccard = jaccard,
            ContainmentA = common.OfA,
            ContainmentB = common.OfB,
            Differences = differing,
            CoverageA = (double)totals.Words / a.Tokens.Count,
            CoverageB = (double)totals.Words / b.Tokens.Count,
            ProseCoverageA = (double)totals.ProseWords / a.Tokens.Count,
            ProseCoverageB = (double)totals.ProseWords / b.Tokens.Count,
            Passages = [.. passages],
            OwnA = relation >= Relation.Partial ? Own(!isTurned, matches, stories) : null,
            OwnB = relation >= Relation.Partial ? Own(isTurned, matches, stories) : null,
            Evidence = evidence,
        };
    }

    // A block is repeated to the letter; what was changed in between is the copy of a story.
    private static bool IsEdited(ReadOnlySpan<MatchedRun> matches)
    {
        for (var run = 1; run < matches.Length; run++)
        {
            if (matches[run].Block == matches[run - 1].Block)
                return true;
        }

        return false;
    }

    private static Relation Limit(Relation relation, in PairContext context) =>
        context.AreStubsApart && relation > Relation.Partial ? Relation.Partial : relation;

    private ReadOnlySpan<MatchedRun> Aligned() =>
        chance.TakeOut(first, second, aligner.Align(first, second));

    private void Arrange(PreparedText a, PreparedText b)
    {
        isTurned = a.Tokens.Count != b.Tokens.Count
            ? a.Tokens.Count > b.Tokens.Count
            : a.Tokens.Hashes.SequenceCompareTo(b.Tokens.Hashes) > 0;
        (first, second) = isTurned ? (b, a) : (a, b);
    }

    // Texts of the same words are not aligned, or need not be matched to the last word: they may repeat themselves.
    private OwnText Own(bool ofFirst, ReadOnlySpan<MatchedRun> matches, IStoryCounts? stories)
    {
        ReadOnlySpan<MatchedRun> all = [new MatchedRun(0, 0, first.Tokens.Count, 0)];
        return ownText.Find(
            first, second, first.Tokens.Hashes.SequenceEqual(second.Tokens.Hashes) ? all : matches, ofFirst, stories);
    }

    // Texts of the same words are no more than near-duplicates where signs make other figures of them, and where they
    // were misread: the reading may err.
    private static (
        (double OfA, double OfB) Containment, double Jaccard,
        bool SameText) Similarity(PreparedText a, PreparedText b, int common)
    {
        var sameWords = a.Tokens.Hashes.SequenceEqual(b.Tokens.Hashes);
        return (
            (Share(common, a.DistinctShingles, sameWords), Share(common, b.DistinctShingles, sameWords)),
            Share(common, a.DistinctShingles + b.DistinctShingles - common, sameWords),
            sameWords && a.TextHash == b.TextHash);
    }

    // Texts too short for a shingle share all or nothing.
    private static double Share(int part, int whole, bool sameWords) =>
        whole == 0 ? (sameWords ? 1 : 0) : (double)part / whole;

    [MethodImpl(Compile.Fully)]
    private PassageTotals Explain(ReadOnlySpan<MatchedRun> matches)
    {
        var totals = default(PassageTotals);
        if (first.Shingles.IsEmpty && !matches.IsEmpty)
        {
            passages.Add(new Passage(
                first.RangeOf(0, first.Tokens.Count - 1), second.RangeOf(0, second.Tokens.Count - 1),
                    first.Tokens.Count, PassageKind.Prose));
            var all = first.Tokens.Count;
            return new PassageTotals { Words = all, ProseWords = all, WeightedWords = all };
        }

        kinds.BeginPair(first, second, matches);
        for (var start = 0; start < matches.Length;)
        {
            var end = start + 1;
            while (end < matches.Length && matches[end].Block == matches[start].Block)
                end++;
            var block = matches[start..end];
            Split(block, kinds.Of(block), ref totals);
            start = end;
        }

        return totals;
    }

    // A block is cut where its kind changes. A few words of prose beside a quotation ("he said") stay with it.
    [MethodImpl(Compile.Fully)]
    private void Split(ReadOnlySpan<MatchedRun> block, ReadOnlySpan<PassageKind> kindOf, ref PassageTotals totals)
    {
        var cursor = new RunCursor(block);
        for (var start = 0; start < kindOf.Length;)
        {
            var kind = kindOf[start];
            var end = EndOfKind(kindOf, start);
            if (kind == PassageKind.Prose
                && end - start < runLength
                && end < kindOf.Length
                && kindOf[end] == PassageKind.Quote)
                kind = PassageKind.Quote;
            while (kind == PassageKind.Quote && end < kindOf.Length)
            {
                var following = kindOf[end];
                var next = EndOfKind(kindOf, end);
                if (following == PassageKind.Template || (following == PassageKind.Prose && next - end >= runLength))
                    break;
                end = next;
            }

            AddPassage(cursor.ReadNext(end - start, runLength), kind, ref totals);
            start = end;
        }
    }

    private static int EndOfKind(ReadOnlySpan<PassageKind> kindOf, int start)
    {
        var length = kindOf[start..].IndexOfAnyExcept(kindOf[start]);
        return length < 0 ? kindOf.Length : start + length;
    }

    private void AddPassage(in MatchedWords words, PassageKind kind, ref PassageTotals totals)
    {
        steps.Add(1);
        totals.Words += words.Count;
        if (kind == PassageKind.Prose)
        {
            var start = Math.Min(words.FirstA, first.Shingles.Length);
            var weight = weights.Weigh(first, second, start, Math.Min(words.LastA + 1, first.Shingles.Length) - start);
            totals.WeightedWords += weight * words.Count;
            totals.WeightedRunWords += weight * words.InRuns;
            if (weight <= TemplateWeight)
                kind = PassageKind.Template;
            else
                totals.ProseWords += words.Count;
        }

        if (kind == PassageKind.Quote)
            totals.QuoteWords += words.Count;
        if (kind == PassageKind.Template)
            totals.TemplateWords += words.Count;
        var (ofFirst, ofSecond) = (first.RangeOf(words.FirstA, words.LastA), second.RangeOf(words.FirstB, words.LastB));
        passages.Add(
            isTurned
                ? new Passage(ofSecond, ofFirst, words.Count, kind)
                : new Passage(ofFirst, ofSecond, words.Count, kind));
    }
}
