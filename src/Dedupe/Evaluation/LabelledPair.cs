namespace Dedupe.Evaluation;

/// <summary>What a person said about two documents.</summary>
/// <param name="A">Id of one document, or the last part of it when ids are paths.</param>
/// <param name="B">Id of the other.</param>
/// <param name="Label">The person's word for how they relate.</param>
public sealed record LabelledPair(string A, string B, string Label)
{
    /// <summary>The labels that mean that one text was copied from the other, or both from a third.</summary>
    public static readonly IReadOnlySet<string> PositiveLabels = new HashSet<string>(StringComparer.Ordinal)
    {
        "same", "identical", "near-duplicate", "derived", "cut", "light", "heavy",
    };

    /// <summary>The labels that mean that nothing was copied, or too little to count.</summary>
    public static readonly IReadOnlySet<string> NegativeLabels = new HashSet<string>(StringComparer.Ordinal)
    {
        "partial", "quote", "template", "none", "non",
    };

    /// <summary>Whether the label says that something was copied.</summary>
    public bool IsPositive => PositiveLabels.Contains(Label);
}
