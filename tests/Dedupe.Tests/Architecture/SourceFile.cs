namespace Dedupe.Tests.Architecture;

/// <summary>One C# file: its path from the repository root with forward slashes, and its text.</summary>
internal sealed class SourceFile(string path, string text)
{
    public string Path { get; } = path;

    public string Text { get; } = text;

    /// <summary>
    /// The text without the words in comments and literals, so that a rule about code sees code only.
    /// </summary>
    public string Code { get; } = CSharpText.CodeOnly(text);

    /// <summary>Lines as an editor counts them: the line feed at the end opens no new one.</summary>
    public int LineCount => Text.Count(c => c == '\n') + (Text.Length > 0 && Text[^1] != '\n' ? 1 : 0);

    /// <summary>
    /// The folder below src/Dedupe: a stage or a leaf; empty for the root files, null outside the library.
    /// </summary>
    public string? Stage
    {
        get
        {
            var parts = Path.Split('/');
            if (parts is not ["src", "Dedupe", ..]) return null;
            return parts.Length > 3 ? parts[2] : "";
        }
    }
}
