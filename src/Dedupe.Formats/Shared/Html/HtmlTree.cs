using System.Text;

namespace Dedupe.Formats.Shared.Html;

/// <summary>
/// The elements and texts of a page in the order in which they stand: what is in an element are the nodes behind it, up
/// to its end. So every walk is a loop, however deep the page is.
/// </summary>
internal sealed class HtmlTree
{
    /// <summary>Elements inside each other that are told apart; what is deeper counts as beside each other.</summary>
    public const int MostDepth = 256;

    private readonly StringBuilder text = new();
    private readonly List<int> open = [];
    private HtmlNode[] nodes = new HtmlNode[256];
    private string? whole;
    private int tooDeep;

    /// <summary>All nodes; the first one holds the others.</summary>
    public ReadOnlySpan<HtmlNode> Nodes => nodes.AsSpan(0, Count);

    /// <summary>How many nodes there are.</summary>
    public int Count { get; private set; }

    /// <summary>What the page says about itself.</summary>
    public HtmlFacts Facts { get; } = new();

    /// <summary>The element that is open; -1 at the start.</summary>
    private int Current => open.Count == 0 ? -1 : open[^1];

    /// <summary>The text of a text node, as it stands.</summary>
    public ReadOnlySpan<char> TextOf(in HtmlNode node) =>
        (whole ??= text.ToString()).AsSpan(node.TextAt, node.TextLength);

    /// <summary>Opens an element, and closes those that it cannot stand in.</summary>
    public void Open(short name, HtmlKind kind, HtmlHints hints)
    {
        CloseBefore(kind);
        if (open.Count >= MostDepth)
        {
            tooDeep++;
            return;
        }

        int number = Add(new HtmlNode(kind, name, Current, Hints: hints));
        open.Add(number);
    }

    /// <summary>Adds an element that nothing stands in.</summary>
    public void AddEmpty(short name, HtmlKind kind)
    {
        CloseBefore(kind);
        int number = Add(new HtmlNode(kind, name, Current));
        nodes[number].End = Count;
    }

    /// <summary>Adds text.</summary>
    public void AddText(ReadOnlySpan<char> more)
    {
        if (more.IsEmpty)
            return;
        int number = Add(new HtmlNode(HtmlKind.Text, 0, Current, text.Length, more.Length));
        nodes[number].End = Count;
        text.Append(more);
    }

    /// <summary>
    /// Closes an element of a name and what is open in it. Without one, nothing happens; an element of a line does not
    /// end the block around it.
    /// </summary>
    public void Close(short name, HtmlKind kind)
    {
        if (tooDeep > 0)
        {
            tooDeep--;
            return;
        }

        var barrier = (kind & (HtmlKind.Block | HtmlKind.Cell)) == HtmlKind.Inline ? HtmlKind.Block | HtmlKind.Cell
            : (kind & (HtmlKind.Table | HtmlKind.Row | HtmlKind.Cell | HtmlKind.Frame)) == HtmlKind.Inline
            ? HtmlKind.Cell
            : HtmlKind.Frame;
        for (int at = open.Count - 1; at >= 0; at--)
        {
            ref var node = ref nodes[open[at]];
            if (node.Name == name)
            {
                CloseDownTo(at);
                return;
            }

            if (node.Is(barrier))
                return;
        }
    }

    /// <summary>Closes all that is open.</summary>
    public void CloseAll() => CloseDownTo(0);

    // End tags that may be left out: any block ends a paragraph, an item ends the one before it, and so on.
    private void CloseBefore(HtmlKind kind)
    {
        if ((kind & HtmlKind.Block) != HtmlKind.Inline)
            CloseOpen(HtmlKind.Paragraph, HtmlKind.Cell | HtmlKind.Table | HtmlKind.Article | HtmlKind.Frame);
        if ((kind & HtmlKind.Heading) != HtmlKind.Inline)
            CloseOpen(HtmlKind.Heading, HtmlKind.Block & ~HtmlKind.Heading);
        if ((kind & HtmlKind.Item) != HtmlKind.Inline)
            CloseOpen(HtmlKind.Item, HtmlKind.List | HtmlKind.Table | HtmlKind.Frame);
        if ((kind & HtmlKind.Row) != HtmlKind.Inline)
            CloseOpen(HtmlKind.Row, HtmlKind.Table | HtmlKind.Frame);
        if ((kind & HtmlKind.Cell) != HtmlKind.Inline)
            CloseOpen(HtmlKind.Cell, HtmlKind.Row | HtmlKind.Table | HtmlKind.Frame);
        if ((kind & HtmlKind.Link) != HtmlKind.Inline)
            CloseOpen(HtmlKind.Link, HtmlKind.Cell | HtmlKind.Table | HtmlKind.Frame);
    }

    private void CloseOpen(HtmlKind kind, HtmlKind barrier)
    {
        for (int at = open.Count - 1; at >= 0; at--)
        {
            ref var node = ref nodes[open[at]];
            if (node.Is(kind))
            {
                CloseDownTo(at);
                return;
            }

            if (node.Is(barrier))
                return;
        }
    }

    private void CloseDownTo(int at)
    {
        for (int above = at; above < open.Count; above++)
            nodes[open[above]].End = Count;
        open.RemoveRange(at, open.Count - at);
    }

    private int Add(in HtmlNode node)
    {
        if (Count == nodes.Length)
            Array.Resize(ref nodes, 2 * Count);
        nodes[Count] = node;
        return Count++;
    }
}
