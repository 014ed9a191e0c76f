namespace Dedupe.Evaluation;

/// <summary>What a person said about two documents.</summary>
/// <param name="A">Id of one document, or the last part of it when ids are paths.</param>
/// <param name="B">Id of the other.</param>
/// <param name="Label">The person's word for how they relate.</param>
internal sealed record LabelledPair(string A, string B, string Label)
{
    /// <summary>The word for a copy of whatever kind.</summary>
    public const string Copy = "copy";

    /// <summary>The word for no copy, of whatever kind.</summary>
    public const string NoCopy = "not";

    /// <summary>The word of a person who could not tell; such pairs count for nothing.</summary>
    public const string Unsure = "unsure";

    /// <summary>The labels that mean that one text was copied from the other, or both from a third.</summary>
    public static readonly IReadOnlySet<string> PositiveLabels = new HashSet<string>(StringComparer.Ordinal)
    {
        Copy, "same", "identical", "near-duplicate", "derived", "cut", "light", "heavy",
    };

    /// <summary>The labels that mean that nothing was copied, or too little to count.</summary>
    public static readonly IReadOnlySet<string> NegativeLabels = new HashSet<string>(StringComparer.Ordinal)
    {
        NoCopy, "partial", "quote", "template", "none", "non",
    };

    /// <summary>Whether the label says that something was copied.</summary>
    public bool IsPositive => PositiveLabels.Contains(Label);

    /// <summary>
    /// Whether the label says that prose is shared, or that none is. Of pairs that are just no copies it is not known.
    /// </summary>
    public bool TellsPartial => IsPositive || Names.TryParse(Label, out _);
}
