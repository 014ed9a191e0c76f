using Dedupe.Cli.Views;

namespace Dedupe.Cli.Report;

/// <summary>Two texts cut into rows for a page: white space stays as it is, and what differs is cut out.</summary>
internal static class PairRows
{
    /// <summary>The rows from top to bottom.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="a">Its first text.</param>
    /// <param name="b">Its second text.</param>
    public static IReadOnlyList<TextRow> Of(ReportPair pair, string a, string b)
    {
        var differencesOfA = Sorted(pair.Differences.Select(static one => one.A));
        var differencesOfB = Sorted(pair.Differences.Select(static one => one.B));
        return
        [
            .. new SideBySide(pair.Passages, keepsSpace: true).Rows(new CodePointText(a), new CodePointText(b))
                .Select(row => new TextRow(
                    [.. row.Left.SelectMany(piece => Cut(piece, differencesOfA))],
                    [.. row.Right.SelectMany(piece => Cut(piece, differencesOfB))]))
        ];
    }

    private static TextRange[] Sorted(IEnumerable<TextRange> differences) =>
        [.. differences.OrderBy(static range => range.Start)];

    private static IEnumerable<TextSpan> Cut(Piece piece, TextRange[] differences)
    {
        var text = new CodePointText(piece.Text);
        var from = 0;
        foreach (var range in differences)
        {
            var start = Math.Max(range.Start - piece.At, from);
            var end = Math.Min(range.Start + range.Length - piece.At, text.Length);
            if (end <= start)
                continue;
            if (start > from)
                yield return Span(from, start, differs: false);
            yield return Span(start, end, differs: true);
            from = end;
        }

        if (text.Length > from)
            yield return Span(from, text.Length, differs: false);

        TextSpan Span(int start, int end, bool differs) =>
            new(ShownText.Of(text.Slice(start, end)), piece.Passage, piece.Kind, differs);
    }
}
