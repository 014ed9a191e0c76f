namespace Dedupe.Formats.Shared.Html;

/// <summary>
/// Finds the article on a page. Each block of text has a value: its length, if it is prose; less than nothing, if it is
/// short or made of links. The article is the element whose blocks are worth most together, so what stands around it
/// and is worth less than nothing stays outside, and elements in it that are made of links go.
/// </summary>
internal sealed class HtmlMainText
{
    // A line of prose, in letters.
    private const int Prose = 60;

    // What a block costs that is no prose, besides its links.
    private const int ShortBlock = 15;
    private const int MostLinks = 100;

    // A paragraph or item of so few letters that are links by half points to something else.
    private const int ShortParagraph = 200;

    // Signs of scripts that need no blanks say about as much as so many letters.
    private const int LettersOfSign = 3;
    private const char FirstSign = '\u2E80';

    private static readonly short FirstHeading = HtmlNames.NumberOf("h1");

    private readonly HtmlTree tree;
    private readonly int[] letters;
    private readonly int[] linked;
    private readonly int[] own;
    private readonly int[] ownLinks;
    private readonly int[] prose;
    private readonly int[] values;
    private readonly bool[] beside;
    private readonly bool[] leads;

    /// <summary>Looks at a page.</summary>
    /// <param name="tree">The page.</param>
    public HtmlMainText(HtmlTree tree)
    {
        this.tree = tree;
        letters = new int[tree.Count];
        linked = new int[tree.Count];
        own = new int[tree.Count];
        ownLinks = new int[tree.Count];
        prose = new int[tree.Count];
        values = new int[tree.Count];
        beside = new bool[tree.Count];
        leads = new bool[tree.Count];
        Count();
        Value();
        Root = FindRoot();
    }

    /// <summary>The element that holds the article.</summary>
    public int Root { get; }

    /// <summary>Letters of prose in it.</summary>
    public int Found => prose[Root];

    /// <summary>Whether a node stands beside any article, as navigation does.</summary>
    public bool IsBeside(int at) => beside[at];

    /// <summary>Whether a node in it, and all that is in that, is no part of the article.</summary>
    public bool Drops(int at)
    {
        ref readonly var node = ref tree.Nodes[at];
        if (node.IsText || at == Root)
            return false;
        if (beside[at])
            return true;
        if (node.Is(HtmlKind.Paragraph | HtmlKind.Item) && letters[at] < ShortParagraph)
            return 2 * linked[at] > letters[at];
        bool holdsOthers = node.Is(HtmlKind.Block | HtmlKind.Cell) && !node.Is(HtmlKind.Heading | HtmlKind.Paragraph);
        return holdsOthers && values[at] < 0 && 3 * linked[at] > letters[at];
    }

    // Letters and linked letters of each element, from the last to the first: those inside come before those around.
    private void Count()
    {
        var nodes = tree.Nodes;
        for (int at = nodes.Length - 1; at > 0; at--)
        {
            ref readonly var node = ref nodes[at];
            if (node.IsText)
                letters[at] = LettersOf(tree.TextOf(node));
            if (node.IsHidden)
                continue;
            bool isLink = node.Is(HtmlKind.Link);
            letters[node.Parent] += letters[at];
            linked[node.Parent] += isLink ? letters[at] : linked[at];
            if (node.Is(HtmlKind.Block | HtmlKind.Cell))
                continue;
            own[node.Parent] += node.IsText ? letters[at] : own[at];
            ownLinks[node.Parent] += isLink ? own[at] : ownLinks[at];
        }
    }

    private void Value()
    {
        var nodes = tree.Nodes;
        for (int at = nodes.Length - 1; at > 0; at--)
        {
            ref readonly var node = ref nodes[at];
            if (node.IsHidden || node.IsText)
                continue;
            if (node.Is(HtmlKind.Block | HtmlKind.Cell))
            {
                int value = OwnValue(own[at], ownLinks[at]);
                values[at] += value;
                prose[at] += Math.Max(value, 0);
            }

            leads[at] |= node.Name == FirstHeading
                || (node.Hints & (HtmlHints.Article | HtmlHints.Body)) != HtmlHints.None;
            values[node.Parent] += values[at];
            prose[node.Parent] += prose[at];
            leads[node.Parent] |= leads[at];
        }

        SetAside();
    }

    // What holds most of the page is the page, and so is what holds its headline, whatever it is called.
    private void SetAside()
    {
        var nodes = tree.Nodes;
        for (int at = nodes.Length - 1; at > 0; at--)
        {
            ref readonly var node = ref nodes[at];
            bool isCalledSo = node.Is(HtmlKind.Beside)
                || ((node.Hints & HtmlHints.Beside) != HtmlHints.None && !leads[at]);
            beside[at] = isCalledSo && 2 * prose[at] < prose[0];
            if (!beside[at] || values[at] <= 0)
                continue;
            int less = values[at];
            for (int around = at; around >= 0; around = nodes[around].Parent)
                values[around] -= less;
        }
    }

    // The text that stands in an element itself, or in a line of it, is one block.
    private static int OwnValue(int own, int links)
    {
        if (own == 0)
            return 0;
        int free = own - links;
        return free >= Prose && links < free ? free : -ShortBlock - Math.Min(links, MostLinks);
    }

    private int FindRoot()
    {
        var nodes = tree.Nodes;
        int best = 0;
        int said = 0;
        int article = 0;
        for (int at = 0; at < nodes.Length; at++)
        {
            if (beside[at])
            {
                at = nodes[at].End - 1;
                continue;
            }

            if (values[at] > values[best] || (values[at] == values[best] && at > best && nodes[at].Parent == best))
                best = at;
            if ((nodes[at].Hints & HtmlHints.Body) != HtmlHints.None && values[at] > values[said])
                said = at;
            bool isArticle = nodes[at].Is(HtmlKind.Article) || (nodes[at].Hints & HtmlHints.Article) != HtmlHints.None;
            if (isArticle && (article == 0 || values[at] >= values[article]))
                article = at;
        }

        if (said != 0 && 2 * values[said] > values[best])
            return said;
        return article != 0 && 4 * values[article] > 3 * values[best] ? article : best;
    }

    private static int LettersOf(ReadOnlySpan<char> text)
    {
        int count = 0;
        bool blank = true;
        foreach (char letter in text)
        {
            bool isBlank = char.IsWhiteSpace(letter);
            count += isBlank ? (blank ? 0 : 1) : letter >= FirstSign ? LettersOfSign : 1;
            blank = isBlank;
        }

        return count;
    }
}
