namespace Dedupe.Tests.Architecture;

/// <summary>
/// Lines of code, scripts and build files fit two windows side by side. Pages for people are narrower:
/// <see cref="MarkdownRule"/>.
/// </summary>
internal static class WidthRule
{
    public const int Widest = 120;

    private static readonly string[] Folders = ["src", "tests", "benchmarks", "docs", ".ci"];
    private static readonly string[] Endings = [".cs", ".csproj", ".props", ".sh", ".py", ".c"];
    private static readonly string[] Made = ["bin", "obj", "artifacts", "TestResults"];

    /// <summary>Paths of all that the rule is for, from the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files(string root) =>
    [
        .. Folders.Select(folder => Path.Combine(root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(root))
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(Made.Contains) && IsCode(path))
            .Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<string> Faults(string path, string text) =>
        text.Split('\n')
            .Select((line, index) => (Number: index + 1, Columns: line.TrimEnd('\r').Length))
            .Where(line => line.Columns > Widest)
            .Select(line => $"{path}:{line.Number}: {line.Columns} columns, {Widest} at most.");

    // What builds and tests a push has no ending.
    private static bool IsCode(string path) => Endings.Contains(Path.GetExtension(path)) || path == ".ci/run";
}
