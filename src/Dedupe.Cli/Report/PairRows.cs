using Dedupe.Cli.Views;
using Dedupe.Verification;

namespace Dedupe.Cli.Report;

/// <summary>
/// Two texts cut into rows for a page: passages that stand in the same order in both make a row each, what lies between
/// makes the rows between. White space stays as it is, and what differs inside passages is cut out.
/// </summary>
internal sealed class PairRows
{
    private readonly IReadOnlyList<Passage> passages;
    private readonly HashSet<int> aligned;

    private PairRows(ReportPair pair)
    {
        passages = [.. pair.Passages.OrderBy(static one => one.A.Start).ThenBy(static one => one.B.Start)];
        aligned = [.. HeaviestChain.Of(passages)];
    }

    /// <summary>The rows from top to bottom.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="a">Its first text.</param>
    /// <param name="b">Its second text.</param>
    public static IReadOnlyList<TextRow> Of(ReportPair pair, string a, string b) =>
        new PairRows(pair).Rows(
            new Side(new CodePointText(a), [.. pair.Differences.Select(static one => one.A)]),
            new Side(new CodePointText(b), [.. pair.Differences.Select(static one => one.B)]));

    private List<TextRow> Rows(Side a, Side b)
    {
        var movedA = new MovedPassages(passages, aligned, static passage => passage.A);
        var movedB = new MovedPassages(passages, aligned, static passage => passage.B);
        var rows = new List<TextRow>();
        int inA = 0, inB = 0;
        foreach (var number in aligned.Order())
        {
            var passage = passages[number];
            Between(passage.A.Start, passage.B.Start);
            (inA, inB) = (End(passage.A), End(passage.B));
            rows.Add(
                new TextRow(
                    [.. a.Cut(passage.A.Start, inA, number + 1, passage.Kind)],
                    [.. b.Cut(passage.B.Start, inB, number + 1, passage.Kind)]));
        }

        Between(a.Length, b.Length);
        return rows;

        void Between(int toA, int toB)
        {
            var row = new TextRow(Loose(a, movedA, inA, toA), Loose(b, movedB, inB, toB));
            // A row of nothing but a full stop or a quotation mark would only get in the way.
            if (rows.Count > 0 && !HasWords(row.Left) && !HasWords(row.Right))
                rows[^1] = new TextRow([.. rows[^1].Left, .. row.Left], [.. rows[^1].Right, .. row.Right]);
            else if (row.Left.Count + row.Right.Count > 0)
                rows.Add(row);
        }
    }

    // What no row is made of: text that only this side has, and passages that stand elsewhere on the other.
    private List<TextSpan> Loose(Side side, MovedPassages moved, int from, int to)
    {
        var spans = new List<TextSpan>();
        foreach (var number in moved.Between(from, to))
        {
            var range = moved.Range(number);
            var (start, end) = (Math.Max(range.Start, from), Math.Min(End(range), to));
            // Passages may overlap on one side: the earlier one is shown.
            if (end <= start)
                continue;
            spans.AddRange(side.Cut(from, start, 0, PassageKind.Prose));
            spans.AddRange(side.Cut(start, end, number + 1, passages[number].Kind));
            from = end;
        }

        spans.AddRange(side.Cut(from, to, 0, PassageKind.Prose));
        return spans.TrueForAll(static span => string.IsNullOrWhiteSpace(span.Text)) ? [] : spans;
    }

    private static bool HasWords(IReadOnlyList<TextSpan> spans) =>
        spans.Any(static span => span.Text.Any(char.IsLetterOrDigit));

    private static int End(TextRange range) => range.Start + range.Length;

    private sealed class Side(CodePointText text, IReadOnlyList<TextRange> differences)
    {
        private readonly TextRange[] sorted = [.. differences.OrderBy(static range => range.Start)];

        public int Length => text.Length;

        public IEnumerable<TextSpan> Cut(int from, int to, int passage, PassageKind kind)
        {
            foreach (var range in sorted)
            {
                var (start, end) = (Math.Max(range.Start, from), Math.Min(range.Start + range.Length, to));
                if (end <= start)
                    continue;
                if (start > from)
                    yield return Span(from, start, differs: false);
                yield return Span(start, end, differs: true);
                from = end;
            }

            if (to > from)
                yield return Span(from, to, differs: false);

            TextSpan Span(int start, int end, bool differs) =>
                new(ShownText.Of(text.Slice(start, end)), passage, kind, differs);
        }
    }
}
