namespace Dedupe.Verification;

/// <summary>
/// Finds where two copies say different things: in the short gaps between the aligned words of one block. What only one
/// text has is no difference, and neither is another way of writing the same (12 and twelve, 1,200 and 1200). Figures
/// of the same digits are compared by their signs. Cost: linear in the words of both texts, and what is found is
/// sorted; nothing is allocated unless something is found. Not thread-safe: one a worker.
/// </summary>
/// <param name="steps">Counts what is done.</param>
internal sealed class DifferenceFinder(Steps? steps = null)
{
    /// <summary>A longer gap is another wording, and its words do not answer each other.</summary>
    private const int LongestGap = 5;

    private readonly Steps steps = steps ?? new Steps();
    private readonly List<TextDifference> found = [];
    private readonly FormEvidence form = new(steps ?? new Steps());
    private bool[] isAligned = []; // the words of the second text
    private bool areAlignedKnown;
    private PreparedText first = new();
    private PreparedText second = new();
    private bool isTurned;

    /// <summary>
    /// Whether what <see cref="Find"/> compared last is a form filled in twice: see <see cref="FormEvidence"/>.
    /// </summary>
    /// <param name="matches">The alignment that was given.</param>
    /// <param name="context">What is known about the documents.</param>
    public bool IsForm(ReadOnlySpan<MatchedRun> matches, in PairContext context) => form.IsForm(matches, context);

    /// <summary>See <see cref="FormEvidence.Slots"/>.</summary>
    public TextDifference[] Slots => form.Slots;

    /// <summary>The differences, by their place in the first text.</summary>
    /// <param name="a">The text the alignment starts from.</param>
    /// <param name="b">The other text.</param>
    /// <param name="matches">The alignment, block by block.</param>
    /// <param name="turned">Whether A and B change places in the result.</param>
    public TextDifference[] Find(PreparedText a, PreparedText b, ReadOnlySpan<MatchedRun> matches, bool turned)
    {
        (first, second, isTurned) = (a, b, turned);
        found.Clear();
        form.BeginPair(a, b, turned);
        areAlignedKnown = false;
        for (var i = 1; i < matches.Length; i++)
        {
            steps.Add(1);
            var (before, after) = (matches[i - 1], matches[i]);
            var countA = after.A - before.EndA;
            var countB = after.B - before.EndB;
            if (after.Block == before.Block && countA is >= 0 and <= LongestGap && countB is >= 0 and <= LongestGap
                && !first.Listed[after.A] && !second.Listed[after.B])
                Compare(new GapReader(first, before.EndA, after.A), new GapReader(second, before.EndB, after.B));
        }

        if (!first.Signs.IsEmpty || !second.Signs.IsEmpty)
            CompareSigns(matches);
        for (var i = 0; i < matches.Length; i++)
        {
            steps.Add(1);
            if (i == 0 || matches[i].Block != matches[i - 1].Block)
                CompareNeighbours(matches, i - 1, matches[i].A - 1, matches[i].B - 1);
            if (i + 1 == matches.Length || matches[i].Block != matches[i + 1].Block)
                CompareNeighbours(matches, i + 1, matches[i].EndA, matches[i].EndB);
        }

        if (found.Count == 0)
            return [];
        found.Sort((x, y) => x.A.Start != y.A.Start ? x.A.Start.CompareTo(y.A.Start) : x.Kind.CompareTo(y.Kind));
        return [.. found.Distinct()];
    }

    // Figures that have the same digits in both texts, and other signs.
    private void CompareSigns(ReadOnlySpan<MatchedRun> matches)
    {
        foreach (var run in matches)
        {
            var walk = new SignWalk(first, second, run);
            while (walk.MoveNext(steps))
            {
                var (token, other) = (run.A + walk.Offset, run.B + walk.Offset);
                if (!first.Listed[token] && !second.Listed[other])
                    AddRanges(
                        SignComparison.Range(first, token, walk.SignsA),
                        SignComparison.Range(second, other, walk.SignsB), DifferenceKind.Number);
            }
        }
    }

    // The words that adjoin a block, if they are figures and belong to no other block: in the first text, where
    // matches ascend, to the next one.
    private void CompareNeighbours(ReadOnlySpan<MatchedRun> matches, int next, int inA, int inB)
    {
        if (inA < 0
            || inB < 0
            || inA >= first.Tokens.Count
            || inB >= second.Tokens.Count
            || first.Listed[inA]
            || second.Listed[inB])
            return;
        var a = new GapReader(first, inA, inA + 1);
        var b = new GapReader(second, inB, inB + 1);
        var (atA, atB) = (inA, inB);
        if (!a.NextNumber(ref atA, out _) || !b.NextNumber(ref atB, out _))
            return;
        if (((uint)next < (uint)matches.Length && inA >= matches[next].A && inA < matches[next].EndA)
            || IsAligned(matches, inB))
            return;
        CompareNumbers(a, b);
    }

    private bool IsAligned(ReadOnlySpan<MatchedRun> matches, int inB)
    {
        if (!areAlignedKnown)
        {
            var count = second.Tokens.Count;
            steps.Add(count);
            if (isAligned.Length < count)
                isAligned = new bool[2 * count];
            isAligned.AsSpan(0, count).Clear();
            foreach (var match in matches)
                isAligned.AsSpan(match.B, match.Length).Fill(true);
            areAlignedKnown = true;
        }

        return isAligned[inB];
    }

    private void Compare(GapReader a, GapReader b)
    {
        if (CompareNumbers(a, b) || CompareDates(a, b))
            return;
        if (a.Count == b.Count && a.IsName() && b.IsName())
            Add(a.Start, a.End, b.Start, b.End, DifferenceKind.Name);
        var (inA, inB) = (a.Negation(), b.Negation());
        if (inA >= 0 == inB >= 0)
            return;
        if (inA >= 0)
            Add(inA, inA + 1, b.Start, b.End, DifferenceKind.Negation);
        else
            Add(a.Start, a.End, inB, inB + 1, DifferenceKind.Negation);
    }

    // Figures that the other side does not have answer each other in their order.
    private bool CompareNumbers(GapReader a, GapReader b)
    {
        var (atA, atB) = (a.Start, b.Start);
        var any = false;
        while (NextAlone(a, b, ref atA, out var x) && NextAlone(b, a, ref atB, out var y))
        {
            any = true;
            if (x.Unit == y.Unit || x.Unit == 0 || y.Unit == 0)
                Add(x.Start, x.End, y.Start, y.End, x.IsDate && y.IsDate ? DifferenceKind.Date : DifferenceKind.Number);
        }

        return any;
    }

    private static bool NextAlone(GapReader own, GapReader other, ref int at, out GapNumber number)
    {
        while (own.NextNumber(ref at, out number))
        {
            var there = other.Start;
            var isThere = false;
            while (!isThere && other.NextNumber(ref there, out var candidate))
                isThere = candidate.Value == number.Value;
            if (!isThere)
                return true;
        }

        return false;
    }

    // A weekday for "yesterday" may be the same day: only what is of one kind answers each other.
    private bool CompareDates(GapReader a, GapReader b)
    {
        var (x, y) = (a.DateWord(out var inA), b.DateWord(out var inB));
        if (x < 0 || y < 0 || inA.Kind != inB.Kind || inA.Value == inB.Value)
            return false;
        Add(x, x + 1, y, y + 1, DifferenceKind.Date);
        return true;
    }

    private void Add(int startA, int endA, int startB, int endB, DifferenceKind kind)
    {
        form.AddConflict(startA, startB, kind);
        AddRanges(Range(first, startA, endA), Range(second, startB, endB), kind);
    }

    private void AddRanges(TextRange ofFirst, TextRange ofSecond, DifferenceKind kind)
    {
        found.Add(isTurned ? new TextDifference(ofSecond, ofFirst, kind) : new TextDifference(ofFirst, ofSecond, kind));
    }

    // Where a word is missing: no code points, before the next word.
    private static TextRange Range(PreparedText text, int start, int end) =>
        start < end ? text.RangeOf(start, end - 1) : new TextRange(text.RangeOf(start, start).Start, 0);
}
