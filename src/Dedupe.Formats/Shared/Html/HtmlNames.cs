using System.Collections.Frozen;

namespace Dedupe.Formats.Shared.Html;

/// <summary>The elements that are told apart. Any other is as if its tags were not there.</summary>
internal static class HtmlNames
{
    private static readonly (HtmlKind Kind, string Names)[] Known =
    [
        (HtmlKind.Inline,
            "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span " +
            "strike strong sub sup time tt u var"),
        (HtmlKind.Block,
            "address blockquote center details dialog div fieldset figure form header hgroup legend section summary"),
        (HtmlKind.Frame | HtmlKind.Block, "html body"),
        (HtmlKind.Block | HtmlKind.Article, "article main"),
        (HtmlKind.Block | HtmlKind.Paragraph, "p"),
        (HtmlKind.Block | HtmlKind.Heading, "h1 h2 h3 h4 h5 h6"),
        (HtmlKind.Block | HtmlKind.List, "ul ol dl menu dir"),
        (HtmlKind.Block | HtmlKind.Item, "li dt dd"),
        (HtmlKind.Block | HtmlKind.Lines, "pre listing"),
        (HtmlKind.Block | HtmlKind.Table, "table"),
        (HtmlKind.Block, "caption tbody thead tfoot"),
        (HtmlKind.Block | HtmlKind.Row, "tr"),
        (HtmlKind.Cell, "td th"),
        (HtmlKind.Block | HtmlKind.Beside, "nav footer aside figcaption"),
        (HtmlKind.Beside, "button"),
        (HtmlKind.Link, "a"),
        (HtmlKind.Void | HtmlKind.Break, "br"),
        (HtmlKind.Void | HtmlKind.Block, "hr"),
        (HtmlKind.Void, "area base col embed img input link meta param source track wbr frame"),
        (HtmlKind.Unseen | HtmlKind.Raw, "script style iframe noembed noframes"),
        (HtmlKind.Unseen | HtmlKind.RawWithEntities, "textarea title"),
        (HtmlKind.Unseen,
            "noscript template svg math object applet audio video canvas map select option optgroup datalist rp rt " +
            "progress meter"),
    ];

    private static readonly FrozenDictionary<string, (short Number, HtmlKind Kind)> ByName = Known
        .SelectMany(static line => line.Names.Split(' '), static (line, name) => (name, line.Kind))
        .Select(static (pair, at) => (pair.name, Value: ((short)(at + 1), pair.Kind)))
        .ToFrozenDictionary(static pair => pair.name, static pair => pair.Value);

    private static readonly FrozenDictionary<string, (short Number, HtmlKind Kind)>.AlternateLookup<ReadOnlySpan<char>>
        Lookup = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The number of a name that is known here.</summary>
    public static short NumberOf(string name) => ByName[name].Number;

    /// <summary>Whether an element is known, by its name in small letters.</summary>
    public static bool TryFind(ReadOnlySpan<char> name, out short number, out HtmlKind kind)
    {
        bool known = Lookup.TryGetValue(name, out var value);
        (number, kind) = value;
        return known;
    }
}
