using System.Text.RegularExpressions;

namespace Dedupe.Tests.Architecture;

/// <summary>A page for people: its path from the repository root with forward slashes, and its text.</summary>
internal sealed partial class MarkdownFile(string path, string text)
{
    private const string Fence = "```";

    public string Path { get; } = path;

    /// <summary>Each line with its number from 1, and whether a program printed it: in a block of text.</summary>
    public IReadOnlyList<(int Number, string Text, bool IsOutput)> Lines { get; } = Read(text);

    /// <summary>Where links lead, without those in code; also the links at the end, <c>[name]: target</c>.</summary>
    public IEnumerable<(int Line, string Target)> Links =>
        from line in Prose
        from Match match in Link().Matches(CodeSpan().Replace(line.Text, ""))
        select (line.Number, match.Groups["target"].Value);

    /// <summary>The names by which a link can ask for a heading: <c>how-it-decides</c>.</summary>
    public IEnumerable<string> Anchors =>
        from line in Prose
        where line.Text.StartsWith('#')
        select NoAnchor().Replace(line.Text.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    private IEnumerable<(int Number, string Text)> Prose
    {
        get
        {
            var isCode = false;
            foreach (var (number, line, _) in Lines)
            {
                if (line.TrimStart().StartsWith(Fence, StringComparison.Ordinal)) isCode = !isCode;
                else if (!isCode && !line.StartsWith("    ", StringComparison.Ordinal)) yield return (number, line);
            }
        }
    }

    private static List<(int Number, string Text, bool IsOutput)> Read(string text)
    {
        var lines = new List<(int Number, string Text, bool IsOutput)>();
        string? block = null;
        foreach (var line in text.Split('\n'))
        {
            var isFence = line.TrimStart().StartsWith(Fence, StringComparison.Ordinal);
            lines.Add((lines.Count + 1, line, block == "text" && !isFence));
            if (isFence) block = block is null ? line.Trim()[Fence.Length..] : null;
        }

        return lines;
    }

    // [text](target), [text](target "title") and [name]: target.
    [GeneratedRegex(@"\]\((?<target>[^)\s]+)[^)]*\)|^\[[^\]]+\]:\s+(?<target>\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoAnchor();
}
