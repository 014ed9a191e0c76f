namespace Dedupe.Cli;

/// <summary>Text as one word of a shell.</summary>
internal static class ShellWord
{
    /// <summary>The text as it is where a shell takes it so, else in single quotes.</summary>
    public static string Of(string text) =>
        text.Length > 0 && text.All(static character => char.IsAsciiLetterOrDigit(character) || character is '/' or '.' or '_' or '-' or ',' or ':' or '+' or '@')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
