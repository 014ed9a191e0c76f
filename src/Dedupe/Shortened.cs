namespace Dedupe;

/// <summary>Text that somebody else wrote, for a message: never long.</summary>
internal static class Shortened
{
    private const string Gap = " … ";

    /// <summary>The text, or its beginning and its end when it is longer than so many characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">Characters of the result, at most; more than a few.</param>
    public static string Of(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var kept = most - Gap.Length;
        var (start, end) = (kept * 2 / 3, text.Length - (kept / 3));
        // Half of a surrogate pair is no text.
        if (char.IsHighSurrogate(text[start - 1]))
            start--;
        if (char.IsLowSurrogate(text[end]))
            end++;
        return string.Concat(text.AsSpan(0, start), Gap, text.AsSpan(end));
    }
}
