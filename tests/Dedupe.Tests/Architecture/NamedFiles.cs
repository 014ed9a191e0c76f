using System.Text.RegularExpressions;

namespace Dedupe.Tests.Architecture;

/// <summary>
/// Files that a page names, such as <c>Verification/TextAligner</c> or <c>src/Native.props</c>: whoever moves a file
/// learns which page to mend.
/// </summary>
internal static partial class NamedFiles
{
    /// <summary>Names on a page that no file bears.</summary>
    /// <param name="page">The page.</param>
    /// <param name="root">The repository.</param>
    /// <param name="stages">Folders of the library.</param>
    public static IEnumerable<string> Missing(MarkdownFile page, string root, IReadOnlySet<string> stages) =>
        from line in page.Lines
        from Match match in CodeSpan().Matches(line.Text)
        let name = match.Groups["name"].Value
        where !Exists(name, root, stages)
        select $"{page.Path}:{line.Number}: there is no {name}.";

    // A stage's file may stand in a folder of the stage; names of other things are nobody's business here.
    private static bool Exists(string name, string root, IReadOnlySet<string> stages)
    {
        var stage = name[..name.IndexOf('/', StringComparison.Ordinal)];
        if (stage is "src" or "tests" or "benchmarks" or "docs")
            return File.Exists(Path.Combine(root, name)) || Directory.Exists(Path.Combine(root, name));
        if (!stages.Contains(stage)) return true;
        var file = Path.GetFileName(name);
        var pattern = file.Contains('.', StringComparison.Ordinal) ? file : file + ".cs";
        var folder = Path.Combine(root, "src", "Dedupe", stage);
        return Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Any();
    }

    [GeneratedRegex(@"`(?<name>\w+(?:/[\w.]+)+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex CodeSpan();
}
