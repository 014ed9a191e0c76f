namespace Dedupe.Formats.Shared.Html;

/// <summary>What an element means for the text in it.</summary>
[Flags]
internal enum HtmlKind
{
    /// <summary>It stands in the line, as <c>b</c> and <c>span</c> do.</summary>
    Inline = 0,
    /// <summary>It begins and ends a paragraph.</summary>
    Block = 1,
    /// <summary>It has no end tag.</summary>
    Void = 2,
    /// <summary>No reader sees its text: scripts, styles, pictures.</summary>
    Unseen = 4,
    /// <summary>Its text is no markup: it ends at its own end tag and nowhere else.</summary>
    Raw = 8,
    /// <summary>Its text has entities and no markup.</summary>
    RawWithEntities = 16,
    /// <summary>A link.</summary>
    Link = 32,
    /// <summary>A paragraph, which any block ends.</summary>
    Paragraph = 64,
    /// <summary>An item of a list.</summary>
    Item = 128,
    /// <summary>A list.</summary>
    List = 256,
    /// <summary>A heading.</summary>
    Heading = 512,
    /// <summary>A cell of a table.</summary>
    Cell = 1024,
    /// <summary>A row of a table.</summary>
    Row = 2048,
    /// <summary>A table.</summary>
    Table = 4096,
    /// <summary>A line ends here.</summary>
    Break = 8192,
    /// <summary>Its lines are lines.</summary>
    Lines = 1 << 14,
    /// <summary>An article, or what the page is about.</summary>
    Article = 1 << 15,
    /// <summary>It stands beside the article: navigation, footer, aside, captions, buttons.</summary>
    Beside = 1 << 16,
    /// <summary>The head, the body, or both.</summary>
    Frame = 1 << 17,
    /// <summary>It is a text node.</summary>
    Text = 1 << 18,
}
