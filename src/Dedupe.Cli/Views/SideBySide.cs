using Dedupe.Verification;

namespace Dedupe.Cli.Views;

/// <summary>
/// Two texts cut into rows. The passages that stand in the same order in both, weighed by words, each make a row; what
/// lies between them makes the rows between. A passage that was moved is still marked where it stands, on either side.
/// </summary>
internal sealed class SideBySide
{
    private readonly IReadOnlyList<Passage> passages;
    private readonly HashSet<int> aligned;
    private readonly bool keepsSpace;

    /// <summary>Looks which passages stand in the same order.</summary>
    /// <param name="passages">The passages, in any order.</param>
    /// <param name="keepsSpace">Whether white space stays as it is; else it is made even.</param>
    public SideBySide(IReadOnlyList<Passage> passages, bool keepsSpace = false)
    {
        this.keepsSpace = keepsSpace;
        this.passages = [.. passages.OrderBy(passage => passage.A.Start).ThenBy(passage => passage.B.Start)];
        aligned = [.. HeaviestChain.Of(this.passages)];
    }

    /// <summary>Whether a passage, by its number from 1, has a row of its own.</summary>
    public bool IsAligned(int passage) => aligned.Contains(passage - 1);

    /// <summary>The rows from top to bottom.</summary>
    public IReadOnlyList<AlignedRow> Rows(CodePointText a, CodePointText b)
    {
        var rows = new List<AlignedRow>();
        int inA = 0, inB = 0;
        var (movedA, movedB) = (
            new MovedPassages(passages, aligned, passage => passage.A),
            new MovedPassages(passages, aligned, passage => passage.B));
        foreach (var number in aligned.Order())
        {
            var passage = passages[number];
            AddBetween(inA, passage.A.Start, inB, passage.B.Start);
            (inA, inB) = (End(passage.A), End(passage.B));
            rows.Add(new AlignedRow(
                [new Piece(passage.A.Start, Shown(a, passage.A.Start, inA), number + 1, passage.Kind)],
                [new Piece(passage.B.Start, Shown(b, passage.B.Start, inB), number + 1, passage.Kind)]));
        }

        AddBetween(inA, a.Length, inB, b.Length);
        return rows;

        void AddBetween(int fromA, int toA, int fromB, int toB)
        {
            var row = new AlignedRow(Cut(a, movedA, fromA, toA), Cut(b, movedB, fromB, toB));
            if (row.Left.Count + row.Right.Count == 0)
                return;
            // A row of nothing but a full stop or a quotation mark would only get in the way.
            if (rows.Count > 0 && IsPunctuation(row.Left) && IsPunctuation(row.Right))
                rows[^1] = new AlignedRow([.. rows[^1].Left, .. row.Left], [.. rows[^1].Right, .. row.Right]);
            else
                rows.Add(row);
        }
    }

    private static bool IsPunctuation(IReadOnlyList<Piece> pieces) =>
        pieces.All(piece => piece.Passage == 0 && !piece.Text.Any(char.IsLetterOrDigit));

    // Rows go down both texts, so that each passage is taken up once a side; one that goes on behind a row waits for
    // the next.
    private List<Piece> Cut(CodePointText text, MovedPassages moved, int from, int to)
    {
        var pieces = new List<Piece>();
        foreach (var number in moved.Between(from, to))
        {
            var range = moved.Range(number);
            var start = Math.Max(range.Start, from);
            var end = Math.Min(End(range), to);
            // Passages may overlap on one side: the earlier one is shown.
            if (end <= start)
                continue;
            Add(from, start, 0, PassageKind.Prose);
            Add(start, end, number + 1, passages[number].Kind);
            from = end;
        }

        Add(from, to, 0, PassageKind.Prose);
        return pieces;

        void Add(int start, int end, int passage, PassageKind kind)
        {
            var words = end > start ? Shown(text, start, end) : "";
            if (words.Length > 0)
                pieces.Add(new Piece(start, words, passage, kind));
        }
    }

    private string Shown(CodePointText text, int from, int to) =>
        keepsSpace ? text.Slice(from, to) : Even(text.Slice(from, to));

    private static int End(TextRange range) => range.Start + range.Length;

    // One space for any white space, one line end where there was one, nothing at the ends.
    private static string Even(string text) => string.Join(
        '\n',
        text.Split('\n')
            .Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => line.Length > 0));
}
