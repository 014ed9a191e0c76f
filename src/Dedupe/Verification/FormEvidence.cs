namespace Dedupe.Verification;

/// <summary>
/// Tells two events in one form from two copies of one text, by their facts. In copies nearly all facts agree: a
/// figure was corrected, a few were brought up to date. In a form that was filled in twice they agree by chance alone.
/// So each fact is evidence, by how much likelier it is in the one case than in the other; what is weighed against each
/// other are the logarithms of that, in units of one figure that conflicts. Not thread-safe: one a worker.
/// </summary>
/// <param name="steps">Counts what is done.</param>
internal sealed class FormEvidence(Steps steps)
{
    /// <summary>The first conflict says nothing: every corrected figure is one.</summary>
    private const double Corrected = 1;

    /// <summary>A name that conflicts: names are spelt in more than one way.</summary>
    private const double Name = 0.7;

    /// <summary>A figure that agrees. It may do so by chance: a fifth or a quarter of those of a form do.</summary>
    private const double AgreedFigure = 0.4;

    /// <summary>A word that agrees, up to a limit. Those of a form do as well, but most forms are short.</summary>
    private const double AgreedWord = 0.01;

    /// <summary>All words that agree, at most: of no skeleton, however long, are three slots that conflict
    /// corrections.</summary>
    private const double AgreedWords = 1;

    private readonly HashSet<(ulong A, ulong B)> figures = [];
    private readonly HashSet<(ulong A, ulong B)> names = [];
    private readonly HashSet<ulong> agreed = [];
    private readonly HashSet<(ulong A, ulong B)> filled = [];
    private readonly List<Conflict> conflicts = [];
    private PreparedText first = new();
    private PreparedText second = new();
    private bool isTurned;

    /// <summary>
    /// Where the pair differs for certain, as tokens, if it does so in a name and in another fact: so may a form that
    /// was filled in twice, if a third text shows it.
    /// </summary>
    public TextDifference[] Slots => names.Count == 0 || names.Count + figures.Count < 2
        ? []
        : [.. conflicts.Select(conflict => conflict.Place(isTurned))];

    /// <summary>Begins a pair.</summary>
    /// <param name="a">The text the alignment starts from.</param>
    /// <param name="b">The other text.</param>
    /// <param name="turned">Whether they are the second and the first of the pair.</param>
    public void BeginPair(PreparedText a, PreparedText b, bool turned)
    {
        (first, second, isTurned) = (a, b, turned);
        figures.Clear();
        names.Clear();
        conflicts.Clear();
    }

    /// <summary>
    /// Takes facts that answer each other and are not the same. Those that may be the same after all are left out:
    /// "today" and "yesterday", as another desk prints a story a day later; "19" and a number in words, as not every
    /// language is read whole; one figure rounded, or written from the other side; a name in two spellings. The same
    /// two facts count once.
    /// </summary>
    /// <param name="inA">The first token of the one in the first text.</param>
    /// <param name="inB">The first token of the other one in the second text.</param>
    /// <param name="kind">What they are; negations do not count.</param>
    public void AddConflict(int inA, int inB, DifferenceKind kind)
    {
        if (kind == DifferenceKind.Negation)
            return;
        var a = new GapReader(first, inA, inA + 1);
        var b = new GapReader(second, inB, inB + 1);
        if (!a.AnswersSurely(b))
            return;
        var isName = kind == DifferenceKind.Name;
        if (isName
            ? NameSpelling.MayBeTheSame(a.Written(), b.Written())
            : FigureDigits.MayBeTheSame(a.Written(), b.Written()))
            return;
        var facts = isName
            ? (first.Tokens.Hashes[inA], second.Tokens.Hashes[inB])
            : (HashOf(first, a.Figure()), HashOf(second, b.Figure()));
        (isName ? names : figures).Add(facts);
        conflicts.Add(new Conflict(inA, inB, kind, facts));
    }

    /// <summary>
    /// Whether the pair is one form filled in twice. Cost: linear in the shared words where facts conflict.
    /// </summary>
    /// <param name="matches">The alignment.</param>
    /// <param name="context">What is known about the documents.</param>
    public bool IsForm(ReadOnlySpan<MatchedRun> matches, in PairContext context)
    {
        var conflict = figures.Count + (Name * names.Count) + context.LaterEdition
            - (AreFilledAgain(context) ? 0 : Corrected);
        if (figures.Count + names.Count == 0 || conflict <= 0)
            return false;
        var words = 0;
        foreach (var run in matches)
            words += run.Length;
        conflict -= Math.Min(AgreedWords, AgreedWord * words);
        agreed.Clear();
        foreach (var run in matches)
        {
            if (conflict <= AgreedFigure * agreed.Count)
                return false;
            steps.Add(run.Length);
            CountAgreed(run);
        }

        return conflict > AgreedFigure * agreed.Count;
    }

    // A third text has something else again at two of the places, so nothing was corrected.
    private bool AreFilledAgain(in PairContext context)
    {
        var (slots, others) = isTurned ? (context.SlotsB, context.SlotsA) : (context.SlotsA, context.SlotsB);
        if (slots.IsEmpty || others.IsEmpty)
            return false;
        filled.Clear();
        var isNamed = false;
        foreach (var conflict in conflicts)
        {
            steps.Add(1);
            if (slots.Span.BinarySearch(conflict.InA) < 0 || others.Span.BinarySearch(conflict.InB) < 0)
                continue;
            filled.Add(conflict.Facts);
            isNamed |= conflict.Kind == DifferenceKind.Name;
        }

        return isNamed && filled.Count > 1;
    }

    // A figure agrees when it does as a whole: 6-1/4 and 6-3/16 do not agree in the 6.
    private void CountAgreed(in MatchedRun run)
    {
        for (var token = run.A; token < run.EndA; token++)
        {
            var word = new GapReader(first, token, token + 1);
            if (!word.IsFigure())
                continue;
            var (start, end) = word.Figure();
            var other = run.B + (token - run.A);
            var there = new GapReader(second, other, other + 1).Figure();
            if (start >= run.A && end <= run.EndA && (there.Start - other, there.End - other)
                == (start - token, end - token))
                agreed.Add(HashOf(first, (start, end)));
            token = Math.Max(token, end - 1);
        }
    }

    private static ulong HashOf(PreparedText text, (int Start, int End) figure)
    {
        ulong hash = 0;
        foreach (var word in text.Tokens.Hashes[figure.Start..figure.End])
            hash = ulong.RotateLeft(hash, 7) ^ word;
        return hash;
    }

    private readonly record struct Conflict(int InA, int InB, DifferenceKind Kind, (ulong A, ulong B) Facts)
    {
        public TextDifference Place(bool isTurned)
        {
            var (a, b) = (new TextRange(InA, 1), new TextRange(InB, 1));
            return isTurned ? new TextDifference(b, a, Kind) : new TextDifference(a, b, Kind);
        }
    }
}
