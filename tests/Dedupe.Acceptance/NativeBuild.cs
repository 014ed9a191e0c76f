using Xunit;

namespace Dedupe.Acceptance;

/// <summary>
/// The command compiled ahead of time with the README's own command line, once for the tests, from a copy of the
/// sources: what it leaves behind shows, and nothing that another test builds is in its way.
/// </summary>
public sealed class NativeBuild : IAsyncLifetime
{
    private static readonly string[] Linkers = ["clang", "gcc"];

    private readonly TemporaryFolder folder = new();

    /// <summary>Why there is none; null when it was made.</summary>
    public string? Problem { get; private set; }

    /// <summary>The copy of the sources.</summary>
    public string Sources => folder.Path;

    /// <summary>The folder that the README's command makes.</summary>
    public string Output { get; private set; } = "";

    /// <summary>The executable.</summary>
    public string Program => Path.Combine(Output, "dedupe");

    public async ValueTask InitializeAsync()
    {
        Problem = await Missing();
        if (Problem is not null)
            return;
        CopySources();
        var words = ReadmeTests.Command("dotnet publish").Split(' ');
        Output = Path.Combine(folder.Path, words[^1]);
        (await ProgramRun.Of(ProgramRun.Dotnet, words[1..], folder: folder.Path)).Succeeded();
    }

    /// <summary>A lock file of the command or the library, in the copy.</summary>
    internal string LockFile(string project) => Path.Combine(Sources, "src", project, "packages.lock.json");

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> Missing()
    {
        if (OperatingSystem.IsWindows())
            return "The linker of Windows is not looked for by name.";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var linker = Linkers.FirstOrDefault(name => folders.Any(folder => File.Exists(Path.Combine(folder, name))));
        if (linker is null)
            return "Compiling ahead of time needs a linker: neither clang nor gcc is here.";
        // Without the development files of the C library there is nothing to link to.
        var source = folder.Write("probe/probe.c", "int main(void) { return 0; }\n");
        var probe = await ProgramRun.Of(linker, [source, "-o", Path.ChangeExtension(source, ".out")]);
        return probe.ExitCode == 0
            ? null
            : $"Compiling ahead of time needs a linker: {linker} is here but links nothing. {probe.Error}";
    }

    private void CopySources()
    {
        string[] single =
            [.. Directory.GetFiles(Repository.Root, "*.props"),
                .. new[] { "global.json", ".editorconfig", "README.md" }.Select(
                    name => Path.Combine(Repository.Root, name))];
        var built = new[] { "bin", "obj" }.Select(
            name => $"{Path.DirectorySeparatorChar}{name}{Path.DirectorySeparatorChar}").ToList();
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(
                path => !built.Exists(part => path[Repository.Root.Length..].Contains(part, StringComparison.Ordinal)));
        foreach (var path in sources.Concat(single))
        {
            var copy = Path.Combine(folder.Path, Path.GetRelativePath(Repository.Root, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }
}
