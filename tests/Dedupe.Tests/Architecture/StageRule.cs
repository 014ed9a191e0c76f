using System.Text.RegularExpressions;

namespace Dedupe.Tests.Architecture;

/// <summary>
/// The one-way rule: a stage uses the root records, the leaves and earlier stages. The root files are outside the rule:
/// the options and results there name the stages' own records, and <c>Deduplicator</c> calls each stage in turn.
/// </summary>
internal static partial class StageRule
{
    private static readonly string[] Leaves = ["Kernels", "Storage"];

    /// <summary>Each may use those before it. Batch is last: it knows them all.</summary>
    private static readonly string[] Stages =
    [
        "Sources", "Normalization", "Shingling", "Signing", "Indexing", "Verification", "Clustering", "Reporting",
        "Evaluation", "Batch",
    ];

    /// <summary>What is wrong with a file of the library, one sentence for each fault.</summary>
    public static IEnumerable<string> Faults(SourceFile file)
    {
        if (file.Stage is not { Length: > 0 } stage) yield break;
        if (!Leaves.Contains(stage) && !Stages.Contains(stage))
        {
            yield return $"{file.Path}: the folder {stage} has no place in the order of the stages.";
            yield break;
        }

        // The rule reads names, so a type may not pose as another stage's.
        var home = $"Dedupe.{stage}";
        foreach (Match match in NamespaceDeclaration().Matches(file.Code))
        {
            var name = match.Groups[1].Value;
            if (name != home && !name.StartsWith(home + ".", StringComparison.Ordinal))
                yield return $"{file.Path}: declares namespace {name}, but stands in {stage}.";
        }

        foreach (var used in UsedFolders(file.Code).Where(used => !MayUse(stage, used)))
            yield return $"{file.Path}: {stage} may not use {used}.";
    }

    private static bool MayUse(string stage, string used) =>
        stage == used || Leaves.Contains(used) || Array.IndexOf(Stages, used) < Array.IndexOf(Stages, stage);

    private static IEnumerable<string> UsedFolders(string code) =>
        FolderName().Matches(code).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"\bnamespace\s+([\w.]+)")]
    private static partial Regex NamespaceDeclaration();

    // "using Dedupe.X;", "Dedupe.X.Y" and, relative to the namespace Dedupe, "X.Y"; never "options.X.Y", a property.
    [GeneratedRegex(@"(?:\bDedupe\s*\.\s*|(?<![\w.]|\.\s+))(Sources|Normalization|Shingling|Signing|Indexing|Verification|Clustering|Reporting|Evaluation|Batch|Kernels|Storage)(?:\s*\.\s*[A-Z]|(?<=\bDedupe\s*\.\s*\w+)\s*;)")]
    private static partial Regex FolderName();
}
