using Dedupe.Clustering;
using Dedupe.Sources;

namespace Dedupe.Batch.Removal;

/// <summary>
/// Which of some copies is kept where as much can go beside the one as beside the other: rules, most important first,
/// ids last.
/// </summary>
internal sealed record KeepPolicy
{
    private const string Source = "source:";
    private const string Folder = "path:";

    /// <summary>The rules. Default: earliest, longest.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; init; } = [PolicyRule.Earliest, PolicyRule.Longest];

    /// <summary>Outlets, best first, for <see cref="PolicyRule.PreferredSource"/>; compared without case.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Files and folders whose documents are kept rather than others, best first, from the root on.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>How many of <see cref="Rules"/> come before <see cref="Paths"/>.</summary>
    public int PathPlace { get; init; }

    /// <summary>The policy of a run.</summary>
    public static KeepPolicy Of(ClusteringOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new KeepPolicy { Rules = options.Policy, Sources = options.PreferredSources };
    }

    /// <summary>Reads <c>earliest,longest,source:AFP>Reuters,path:/masters</c>.</summary>
    /// <exception cref="FormatException">It is no such list; the message says what is wrong, for a person.</exception>
    public static KeepPolicy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rules = new List<PolicyRule>();
        string[] sources = [];
        var paths = new List<string>();
        var pathPlace = 0;
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            PolicyRule rule;
            if (word.StartsWith(Folder, StringComparison.Ordinal) && word.Length > Folder.Length)
            {
                pathPlace = paths.Count == 0 ? rules.Count : pathPlace;
                paths.Add(RawPath.Full(word[Folder.Length..]));
                continue;
            }

            if (word.StartsWith(Source, StringComparison.Ordinal))
            {
                sources = word[Source.Length..]
                    .Split('>', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                rule = sources.Length > 0
                    ? PolicyRule.PreferredSource
                    : throw new FormatException("source: names no outlet, such as source:AFP>Reuters.");
            }
            else
            {
                rule = word switch
                {
                    "earliest" => PolicyRule.Earliest,
                    "longest" => PolicyRule.Longest,
                    _ => throw new FormatException(
                        $"'{word}' is none of earliest, longest, source:OUTLET>OUTLET and path:FOLDER."),
                };
            }

            if (rules.Contains(rule))
                throw new FormatException($"'{word}' comes twice.");
            rules.Add(rule);
        }

        return new KeepPolicy { Rules = rules, Sources = sources, Paths = paths, PathPlace = pathPlace };
    }

    /// <summary>The order that it stands for.</summary>
    internal CopyOrder ToOrder() => new(Rules, Sources, Paths.Count > 0 ? PathPlace : null);

    /// <summary>How soon a file is kept for its path: less is sooner.</summary>
    /// <param name="file">The file as a run shows it.</param>
    public int PathRankOf(string file)
    {
        if (Paths.Count == 0)
            return 0;
        var full = RawPath.Full(RawPath.OfShown(file));
        var rank = 0;
        while (rank < Paths.Count && full != Paths[rank]
            && !full.StartsWith(Paths[rank].TrimEnd('/') + '/', StringComparison.Ordinal))
            rank++;
        return rank;
    }
}
