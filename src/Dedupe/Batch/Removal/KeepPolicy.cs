using Dedupe.Clustering;

namespace Dedupe.Batch.Removal;

/// <summary>
/// Which of some copies is kept where as much can go beside the one as beside the other: rules, most important first,
/// ids last.
/// </summary>
internal sealed record KeepPolicy
{
    private const string Source = "source:";

    /// <summary>The rules. Default: earliest, longest.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; init; } = [PolicyRule.Earliest, PolicyRule.Longest];

    /// <summary>Outlets, best first, for <see cref="PolicyRule.PreferredSource"/>; compared without case.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The policy of a run.</summary>
    public static KeepPolicy Of(ClusteringOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new KeepPolicy { Rules = options.Policy, Sources = options.PreferredSources };
    }

    /// <summary>Reads <c>earliest,longest,source:AFP>Reuters</c>.</summary>
    /// <exception cref="FormatException">It is no such list; the message says what is wrong, for a person.</exception>
    public static KeepPolicy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rules = new List<PolicyRule>();
        string[] sources = [];
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            PolicyRule rule;
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
                    _ => throw new FormatException($"'{word}' is none of earliest, longest and source:OUTLET>OUTLET."),
                };
            }

            if (rules.Contains(rule))
                throw new FormatException($"'{word}' comes twice.");
            rules.Add(rule);
        }

        return new KeepPolicy { Rules = rules, Sources = sources };
    }

    /// <summary>The order that it stands for.</summary>
    internal CopyOrder ToOrder() => new(Rules, Sources);
}
