using System.Text;

namespace Dedupe.Formats.Office;

/// <summary>Paragraphs as they are read; one may stand inside another, as in a text box.</summary>
internal sealed class OfficeParagraphs
{
    private readonly Stack<StringBuilder> open = [];

    /// <summary>Those that are whole.</summary>
    public List<string> All { get; } = [];

    /// <summary>The text of the one with the style of a title, which is none of the paragraphs.</summary>
    public string? Title { get; private set; }

    /// <summary>Whether the one that is open is a title.</summary>
    public bool IsTitle { get; set; }

    /// <summary>Begins one.</summary>
    public void Begin()
    {
        IsTitle = false;
        open.Push(new StringBuilder());
    }

    /// <summary>Adds text to the one that is open; outside of one it is lost.</summary>
    public void Add(string text)
    {
        if (open.TryPeek(out var paragraph))
            paragraph.Append(text);
    }

    /// <summary>Ends the one that is open.</summary>
    public void End()
    {
        if (!open.TryPop(out var paragraph))
            return;
        string text = paragraph.ToString().Trim();
        if (IsTitle && text.Length > 0 && Title is null)
            Title = text;
        else if (text.Length > 0)
            All.Add(text);
        IsTitle = false;
    }

    /// <summary>The paragraphs without the headline where that is their first.</summary>
    public List<string> Without(string? title)
    {
        if (title is not null && All.Count > 1 && All[0].Equals(title, StringComparison.OrdinalIgnoreCase))
            All.RemoveAt(0);
        return All;
    }
}
