namespace Dedupe.Formats.Tests.Same;

/// <summary>A generated article.</summary>
/// <param name="Id">Letters and digits.</param>
/// <param name="Title">One line.</param>
/// <param name="Paragraphs">Its text, with quotation marks, commas and letters beyond ASCII here and there.</param>
/// <param name="Source">The outlet.</param>
/// <param name="Date">A date, or an ISO 8601 time.</param>
internal sealed record Article(string Id, string Title, string[] Paragraphs, string Source, string Date)
{
    /// <summary>The paragraphs, parted by blank lines.</summary>
    public string Text => string.Join("\n\n", Paragraphs);
}
