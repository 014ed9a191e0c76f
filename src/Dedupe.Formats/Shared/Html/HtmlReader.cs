using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace Dedupe.Formats.Shared.Html;

/// <summary>
/// Makes the tree of a page. AngleSharp reads tags and entities; what stands in what is found here, for its own trees
/// take a time that grows with the square of the depth, and walks through them overflow the stack.
/// </summary>
internal static class HtmlReader
{
    private static readonly short Script = HtmlNames.NumberOf("script");
    private static readonly short Title = HtmlNames.NumberOf("title");

    /// <summary>Reads a page, or a piece of one.</summary>
    /// <param name="html">The page.</param>
    /// <param name="isXml">Whether it is XHTML, in which <c>&lt;p/&gt;</c> is an element that is closed.</param>
    public static HtmlTree Read(ReadOnlyMemory<char> html, bool isXml = false)
    {
        var tree = new HtmlTree();
        tree.Open(0, HtmlKind.Frame | HtmlKind.Block, HtmlHints.None);
        using var tokenizer = new HtmlTokenizer(
            new TextSource(new ReadOnlyMemoryTextSource(html)), HtmlEntityProvider.ResolverExtended)
        {
            SkipComments = true,
            SkipProcessingInstructions = true,
            DisableElementPositionTracking = true,
            IsAcceptingCharacterData = isXml,
            ShouldEmitAttribute = HtmlAttributes.Matter,
        };
        var raw = new HtmlRawText();
        while (true)
        {
            ref var token = ref tokenizer.GetStructToken();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile:
                    raw.End(tree);
                    tree.CloseAll();
                    return tree;
                case HtmlTokenType.StartTag:
                    Start(tree, tokenizer, ref token, isXml, ref raw);
                    break;
                case HtmlTokenType.EndTag:
                    if (raw.Name != 0)
                    {
                        raw.End(tree);
                        raw = default;
                        tokenizer.State = HtmlParseMode.PCData;
                    }
                    else if (HtmlNames.TryFind(token.Name.Memory.Span, out short name, out var kind))
                    {
                        End(tree, name, kind);
                    }

                    break;
                case HtmlTokenType.Character:
                    if (raw.Name != 0)
                        raw.Add(token.Data.Memory.Span);
                    else
                        tree.AddText(token.Data.Memory.Span);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Start(
        HtmlTree tree, HtmlTokenizer tokenizer, ref StructHtmlToken token, bool isXml, ref HtmlRawText raw)
    {
        if (!HtmlNames.TryFind(token.Name.Memory.Span, out short name, out var kind))
            return;
        if ((kind & HtmlKind.Void) != HtmlKind.Inline)
        {
            tree.Facts.TakeTag(ref token);
            tree.AddEmpty(name, kind);
            return;
        }

        bool isEmpty = isXml && token.IsSelfClosing;
        if ((kind & (HtmlKind.Raw | HtmlKind.RawWithEntities)) != HtmlKind.Inline)
        {
            if (isEmpty)
                return;
            bool isData = name == Script && HtmlFacts.IsData(ref token);
            raw = new HtmlRawText(name, isData, isTitle: name == Title);
            tokenizer.State = name == Script ? HtmlParseMode.Script
                : (kind & HtmlKind.Raw) != HtmlKind.Inline ? HtmlParseMode.Rawtext
                : HtmlParseMode.RCData;
            return;
        }

        tree.Facts.TakeTag(ref token);
        tree.Open(name, kind, HtmlAttributes.Hints(ref token, kind));
        if (isEmpty)
            tree.Close(name, kind);
    }

    private static void End(HtmlTree tree, short name, HtmlKind kind)
    {
        if ((kind & HtmlKind.Break) != HtmlKind.Inline)
            tree.AddEmpty(name, kind);
        else if ((kind & HtmlKind.Void) == HtmlKind.Inline)
            tree.Close(name, kind);
    }
}
