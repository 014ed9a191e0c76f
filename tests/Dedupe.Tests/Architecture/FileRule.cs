using System.Text.RegularExpressions;

namespace Dedupe.Tests.Architecture;

/// <summary>
/// What every file must keep to: one type, few lines, no unfinished work, dangerous code in one room.
/// </summary>
internal static partial class FileRule
{
    public const int MostLines = 300;

    // In halves, so that this file keeps its own rule.
    private static readonly string[] ForbiddenInCode = ["Thread" + ".Sleep", "NotImplemented" + "Exception"];
    private static readonly string[] ForbiddenAnywhere = ["TO" + "DO", "FIX" + "ME", "HA" + "CK"];

    /// <summary>A file holds one top-level type at most and bears its name; "Name.Part.cs" is a part of Name.</summary>
    public static IEnumerable<string> TypeFaults(SourceFile file)
    {
        var names = TopLevelTypes(file.Code);
        if (names.Count > 1)
            yield return $"{file.Path}: has {names.Count} top-level types: {string.Join(", ", names)}.";
        var expected = Path.GetFileName(file.Path).Split('.')[0];
        if (names.Count == 1 && names[0] != expected) yield return $"{file.Path}: holds the type {names[0]}.";
    }

    public static IEnumerable<string> LengthFaults(SourceFile file)
    {
        if (file.LineCount > MostLines) yield return $"{file.Path}: {file.LineCount} lines, {MostLines} at most.";
    }

    public static IEnumerable<string> UnfinishedWork(SourceFile file) =>
        ForbiddenInCode.Where(word => file.Code.Contains(word, StringComparison.Ordinal))
            .Concat(
                ForbiddenAnywhere.Where(
                    word => Regex.IsMatch(file.Text, $@"\b{word}\b", RegexOptions.None, TimeSpan.FromSeconds(10))))
            .Select(word => $"{file.Path}: contains {word}.");

    // Its functions take the pointers of the C library that it is a port of.
    private const string Binding = "ZstdPort.cs";

    /// <summary>Intrinsics and unsafe code stand in Kernels and nowhere else in src but in one binding.</summary>
    public static IEnumerable<string> DangerOutsideKernels(SourceFile file)
    {
        if (file.Stage == "Kernels" || Path.GetFileName(file.Path) == Binding) yield break;
        if (UnsafeKeyword().IsMatch(file.Code)) yield return $"{file.Path}: unsafe code outside Kernels.";
        if (Intrinsics().IsMatch(file.Code)) yield return $"{file.Path}: intrinsics outside Kernels.";
    }

    public static double Median(IEnumerable<int> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
    }

    private static List<string> TopLevelTypes(string code)
    {
        var depth = 0;
        var outside = string.Concat(code.Select(c =>
        {
            if (c == '}') depth--;
            var kept = depth == 0 ? c : ' ';
            if (c == '{') depth++;
            return kept;
        }));
        return [.. TypeDeclaration().Matches(outside).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex(@"\bunsafe\b")]
    private static partial Regex UnsafeKeyword();

    [GeneratedRegex(@"\bRuntime\s*\.\s*Intrinsics\b")]
    private static partial Regex Intrinsics();

    // "where T : class where U : ..." is a constraint, not a type named where.
    [GeneratedRegex(
        @"\b(?:record\s+class|record\s+struct|class|struct|interface|enum|record|delegate\s+[\w.<>\[\]?,\s]+?)" +
        @"\s+(?!where\b|class\b|struct\b)(\w+)(?=\s*[<({:;]|\s+where\b|\s*$)")]
    private static partial Regex TypeDeclaration();
}
