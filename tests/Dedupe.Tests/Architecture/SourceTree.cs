namespace Dedupe.Tests.Architecture;

/// <summary>The C# files of the repository this test assembly was built from.</summary>
internal static class SourceTree
{
    private static readonly string[] CodeFolders = ["src", "tests", "benchmarks"];

    /// <summary>Every C# file written by hand, by path.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } = Read();

    /// <summary>The files under one folder, such as <c>src/</c>.</summary>
    public static IEnumerable<SourceFile> Under(string folder) =>
        Files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal));

    private static List<SourceFile> Read() =>
    [
        .. CodeFolders
            .Select(folder => Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(path => (Full: path, Relative: Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')))
            .Where(path => !path.Relative.Split('/').Any(part => part is "bin" or "obj"))
            .OrderBy(path => path.Relative, StringComparer.Ordinal)
            .Select(path => new SourceFile(path.Relative, File.ReadAllText(path.Full))),
    ];
}
