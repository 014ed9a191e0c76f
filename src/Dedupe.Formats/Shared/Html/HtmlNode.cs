namespace Dedupe.Formats.Shared.Html;

/// <summary>An element, or a stretch of text.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Name">The number of its name; of text, 0.</param>
/// <param name="Parent">The element it stands in; -1 for the first.</param>
/// <param name="TextAt">Of text: where it begins.</param>
/// <param name="TextLength">Of text: its length.</param>
/// <param name="Hints">What its attributes say.</param>
internal record struct HtmlNode(
    HtmlKind Kind, short Name, int Parent, int TextAt = 0, int TextLength = 0, HtmlHints Hints = HtmlHints.None)
{
    /// <summary>The number of the first node behind it and all that is in it.</summary>
    public int End { get; set; }

    /// <summary>Whether it is text.</summary>
    public readonly bool IsText => (Kind & HtmlKind.Text) != HtmlKind.Inline;

    /// <summary>Whether it is not shown.</summary>
    public readonly bool IsHidden => Is(HtmlKind.Unseen) || (Hints & HtmlHints.Hidden) != HtmlHints.None;

    /// <summary>Whether it has any of some meanings.</summary>
    public readonly bool Is(HtmlKind kind) => (Kind & kind) != HtmlKind.Inline;
}
