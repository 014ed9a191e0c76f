namespace Dedupe.Cli.Report;

/// <summary>
/// Text of articles for a page: lines stay lines, what would hide or turn text round is shown as an escape.
/// </summary>
internal static class ShownText
{
    /// <summary>The text, with line ends and tabs as they are.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAny('\n', '\t', '\r'))
            return Printable.InFull(text);
        return string.Join(
            '\n',
            text.ReplaceLineEndings("\n").Split('\n')
                .Select(static line => string.Join('\t', line.Split('\t').Select(Printable.InFull))));
    }

    /// <summary>The text on one line, cut when it is long.</summary>
    public static string Short(string text, int most = 300) => Printable.Of(text.Trim(), most);
}
