using System.Text;

namespace Dedupe.Formats.Shared.Html;

/// <summary>The text of an element that holds no markup, such as a script or the title.</summary>
/// <param name="name">The number of its name; 0 outside such elements.</param>
/// <param name="isData">Whether it is JSON-LD.</param>
/// <param name="isTitle">Whether it is the title of the page.</param>
internal readonly struct HtmlRawText(short name, bool isData, bool isTitle)
{
    private readonly StringBuilder? text = isData || isTitle ? new StringBuilder() : null;

    /// <summary>The number of its name; 0 outside such elements.</summary>
    public short Name => name;

    /// <summary>Adds to it.</summary>
    public void Add(ReadOnlySpan<char> more) => text?.Append(more);

    /// <summary>Takes note of the whole.</summary>
    public void End(HtmlTree tree)
    {
        if (isTitle)
            tree.Facts.Title ??= text!.ToString();
        else if (isData)
            tree.Facts.Data.Add(text!.ToString());
    }
}
