namespace Dedupe.Cli.Views;

/// <summary>Shortens long text that is not shared to its beginning and its end.</summary>
internal static class Elision
{
    private const int LongestWords = 40;
    private const int EdgeWords = 14;
    private const int LongestCharacters = 600;
    private const int EdgeCharacters = 120;

    /// <summary>
    /// The text, or its edges with the number of words, or of characters in scripts without spaces, left out between.
    /// </summary>
    public static string Shorten(string text)
    {
        var words = text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > LongestWords)
        {
            return $"{string.Join(' ', words[..EdgeWords])} ⋯ ({words.Length - (2 * EdgeWords)} words) " +
                $"{string.Join(' ', words[^EdgeWords..])}";
        }

        if (text.Length <= LongestCharacters)
            return text;
        var characters = new CodePointText(text);
        return $"{characters.Slice(0, EdgeCharacters)} ⋯ ({characters.Length - (2 * EdgeCharacters)} characters) "
            + characters.Slice(characters.Length - EdgeCharacters, characters.Length);
    }
}
