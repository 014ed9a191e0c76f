using System.Text.RegularExpressions;

namespace Dedupe.Tests.Architecture;

/// <summary>
/// The folders inside a stage, such as <c>Sources/Wet</c>: each bears its own namespace, and of two of one stage one at
/// most knows the other. What stands in the stage's folder itself is shared by all, and puts them together.
/// </summary>
internal static partial class SubfolderRule
{
    public static IEnumerable<string> Faults(IReadOnlyCollection<SourceFile> files)
    {
        var folders = files.ToLookup(file => Path.GetDirectoryName(file.Path)!.Replace('\\', '/'))
            .Where(folder => folder.Key.Split('/').Length == 4)
            .ToDictionary(folder => folder.Key, folder => folder.ToList(), StringComparer.Ordinal);
        foreach (var (folder, own) in folders)
        {
            var home = folder["src/".Length..].Replace('/', '.');
            foreach (var file in own.Where(file => Namespaces().Match(file.Code).Groups["name"].Value != home))
                yield return $"{file.Path}: not in the namespace {home}.";
        }

        var uses = folders.ToDictionary(
            folder => folder.Key,
            folder => folders.Keys
                .Where(other => other != folder.Key && Stage(other) == Stage(folder.Key)
                    && folder.Value.Any(file => Names(file, Path.GetFileName(other))))
                .ToList(),
            StringComparer.Ordinal);
        foreach (var folder in folders.Keys.Where(folder => Reached(folder, uses).Contains(folder)))
            yield return $"{folder} is known to what it knows.";
    }

    private static string Stage(string folder) => folder[..folder.LastIndexOf('/')];

    // "using Dedupe.Sources.Wet;", "Sources.Wet.X" and, as the stage's namespace is open, "Wet.X".
    private static bool Names(SourceFile file, string folder) =>
        FolderName().Matches(file.Code).Any(match => match.Groups["folder"].Value == folder);

    private static HashSet<string> Reached(string from, Dictionary<string, List<string>> uses)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(uses[from]);
        while (open.TryPop(out var folder))
        {
            if (!reached.Add(folder)) continue;
            foreach (var next in uses[folder]) open.Push(next);
        }

        return reached;
    }

    [GeneratedRegex(@"\bnamespace\s+(?<name>[\w.]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Namespaces();

    [GeneratedRegex(
        @"\busing\s+Dedupe\.\w+\.(?<folder>\w+)\s*;" +
        @"|(?<![\w.])(?:Dedupe\.)?(?:(?:Batch|Sources)\.)?(?<folder>[A-Z]\w*)\.[A-Z]",
        RegexOptions.ExplicitCapture)]
    private static partial Regex FolderName();
}
