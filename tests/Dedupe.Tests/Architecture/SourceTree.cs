namespace Dedupe.Tests.Architecture;

/// <summary>The repository this test assembly was built from, and its C# files.</summary>
internal static class SourceTree
{
    private static readonly string[] CodeFolders = ["src", "tests", "benchmarks"];

    /// <summary>The folder that holds Dedupe.sln.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Every C# file written by hand, by path.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } = Read();

    /// <summary>The files under one folder, such as <c>src/</c>.</summary>
    public static IEnumerable<SourceFile> Under(string folder) =>
        Files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal));

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dedupe.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {start} holds Dedupe.sln.");
    }

    private static List<SourceFile> Read() =>
    [
        .. CodeFolders
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(path => (Full: path, Relative: Path.GetRelativePath(Root, path).Replace('\\', '/')))
            .Where(path => !path.Relative.Split('/').Any(part => part is "bin" or "obj"))
            .OrderBy(path => path.Relative, StringComparer.Ordinal)
            .Select(path => new SourceFile(path.Relative, File.ReadAllText(path.Full))),
    ];
}
