namespace Dedupe.Formats.Shared;

/// <summary>What a file says that is one text with facts about it: a page, a letter, a book.</summary>
/// <param name="Paragraphs">Its text.</param>
/// <param name="Title">Its headline; null when it has none.</param>
/// <param name="Source">The outlet; null when it is not said.</param>
/// <param name="Date">When it was published, as it stands there; null when it is not said.</param>
/// <param name="Url">Its address, as it says; null when it does not.</param>
internal sealed record ParsedText(
    IReadOnlyList<string> Paragraphs, string? Title = null, string? Source = null, string? Date = null,
    string? Url = null)
{
    /// <summary>The identity that it brings along; null for the path of its file.</summary>
    public string? Id { get; init; }

    /// <summary>The code page that it was decoded from; 0 for UTF-8 and for what has none.</summary>
    public int CodePage { get; init; }
}
