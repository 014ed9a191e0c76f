namespace Dedupe.Acceptance;

/// <summary>The repository these tests were built from, and the programs built beside them.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Dedupe.sln.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>
    /// The configuration of this very build: bin/CONFIGURATION/FRAMEWORK is where a test assembly stands.
    /// </summary>
    public static string Configuration { get; } = BuiltIn().Parent!.Name;

    /// <summary>
    /// The built program of a project, such as <c>src/Dedupe.Cli</c>, of the same configuration as these tests.
    /// </summary>
    public static string Program(string project)
    {
        var name = Path.GetFileName(project) + (OperatingSystem.IsWindows() ? ".exe" : "");
        return Path.Combine(Root, project, "bin", Configuration, BuiltIn().Name, name);
    }

    private static DirectoryInfo BuiltIn() => new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dedupe.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {start} holds Dedupe.sln.");
    }
}
