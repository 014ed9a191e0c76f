namespace Dedupe.Tests.Architecture;

/// <summary>What every page for people must keep to: lines that fit a screen, and links that lead somewhere.</summary>
internal static class MarkdownRule
{
    public const int Widest = 100;

    /// <summary>What a program printed is shown as it was printed.</summary>
    public const int WidestOutput = 120;

    private static readonly string[] NoPages = ["bin", "obj", "artifacts", "build", "TestResults", "runs"];

    /// <summary>The pages below a folder. Raw results (benchmarks/runs) are not among them.</summary>
    public static IReadOnlyList<MarkdownFile> Pages(string root) =>
    [
        .. Directory.EnumerateFiles(root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part.StartsWith('.') || NoPages.Contains(part)))
            .Order(StringComparer.Ordinal)
            .Select(path => new MarkdownFile(path, File.ReadAllText(Path.Combine(root, path)))),
    ];

    public static IEnumerable<string> WidthFaults(MarkdownFile page) =>
        from line in page.Lines
        let most = line.IsOutput ? WidestOutput : Widest
        where line.Text.Length > most
        select $"{page.Path}:{line.Number}: {line.Text.Length} columns, {most} at most.";

    /// <summary>Links within the repository that lead to no file, folder or heading.</summary>
    public static IEnumerable<string> LinkFaults(MarkdownFile page, string root)
    {
        foreach (var (line, target) in page.Links.Where(link => !link.Target.Contains(':', StringComparison.Ordinal)))
        {
            var parts = target.Split('#', 2);
            var path = parts[0].Length == 0 ? page.Path : Path.Combine(Path.GetDirectoryName(page.Path)!, parts[0]);
            var file = Path.GetFullPath(Path.Combine(root, path));
            if (parts[0].Length > 0 && !File.Exists(file) && !Directory.Exists(file))
                yield return $"{page.Path}:{line}: {target} leads nowhere.";
            else if (parts.Length > 1 && !(parts[0].Length == 0 ? page : Page(file)).Anchors.Contains(parts[1]))
                yield return $"{page.Path}:{line}: {target} names no heading.";
        }
    }

    private static MarkdownFile Page(string file) => new(file, File.ReadAllText(file));
}
