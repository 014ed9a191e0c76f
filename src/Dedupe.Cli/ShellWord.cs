namespace Dedupe.Cli;

/// <summary>Text as one word of a shell.</summary>
internal static class ShellWord
{
    /// <summary>The text as it is where a shell takes it so, else in single quotes.</summary>
    public static string Of(string text) =>
        text.Length > 0
            && text.All(
                static character => char.IsAsciiLetterOrDigit(character)
                    || character is '/' or '.' or '_' or '-' or ',' or ':' or '+' or '@')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>
    /// The same for people to read and to copy: what a terminal would obey or hide stands as an escape that bash and
    /// zsh take.
    /// </summary>
    public static string Shown(string text)
    {
        var plain = Printable.InFull(text);
        if (plain == text)
            return Of(text);
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("'", "\\'", StringComparison.Ordinal);
        return $"$'{Printable.InFull(escaped)}'";
    }
}
