using System.Text.RegularExpressions;

namespace Dedupe.Tests.Architecture;

/// <summary>
/// The one-way rule: a stage uses the root records, the leaves and earlier stages. The root files are outside the rule:
/// the options and results there name the stages' own records, and <c>Deduplicator</c> calls each stage in turn.
/// </summary>
/// <param name="types">The types of the library as FOLDER.TYPE, which tell the folder Batch from a property of that
/// name.</param>
internal sealed partial class StageRule(IReadOnlySet<string> types)
{
    private static readonly string[] Leaves = ["Kernels", "Storage"];

    /// <summary>Each may use those before it. Cleaning is last: it knows them all.</summary>
    private static readonly string[] Stages =
    [
        "Sources", "Normalization", "Signing", "Indexing", "Verification", "Clustering", "Reporting",
        "Evaluation", "Batch", "Cleaning", "Live",
    ];

    /// <summary>What is wrong with a file of the library, one sentence for each fault.</summary>
    public IEnumerable<string> Faults(SourceFile file)
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
            var name = match.Groups["name"].Value;
            if (name != home && !name.StartsWith(home + ".", StringComparison.Ordinal))
                yield return $"{file.Path}: declares namespace {name}, but stands in {stage}.";
        }

        foreach (var used in UsedFolders(file.Code).Where(used => !MayUse(stage, used)))
            yield return $"{file.Path}: {stage} may not use {used}.";
    }

    private static bool MayUse(string stage, string used) =>
        stage == used || Leaves.Contains(used) || Array.IndexOf(Stages, used) < Array.IndexOf(Stages, stage);

    private IEnumerable<string> UsedFolders(string code) =>
        FullName().Matches(code).Concat(RelativeName().Matches(code).Where(match => types.Contains(match.Value)))
            .Select(match => match.Groups["folder"].Value)
            .Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"\bnamespace\s+(?<name>[\w.]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex NamespaceDeclaration();

    // "using Dedupe.X;" and "Dedupe.X.Y".
    [GeneratedRegex(@"\bDedupe\.(?<folder>[A-Z]\w*)(?=\s*[.;])", RegexOptions.ExplicitCapture)]
    private static partial Regex FullName();

    // "X.Y" where the namespace Dedupe is open; never "options.X.Y", which is a property.
    [GeneratedRegex(@"(?<![\w.])(?<folder>[A-Z]\w*)\.[A-Z]\w*", RegexOptions.ExplicitCapture)]
    private static partial Regex RelativeName();
}
