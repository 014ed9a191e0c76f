namespace Dedupe.Verification;

/// <summary>What a comparison found, in numbers: all that a relation is decided on.</summary>
internal readonly record struct PairEvidence
{
    /// <summary>Both texts have the same words, and the same signs at their figures.</summary>
    public required bool SameText { get; init; }

    /// <summary>Jaccard similarity of the shingle sets.</summary>
    public required double Jaccard { get; init; }

    /// <summary>Weighted prose words as a share of A's words.</summary>
    public double ProseShareA { get; init; }

    /// <summary>Weighted prose words as a share of B's words.</summary>
    public double ProseShareB { get; init; }

    /// <summary>
    /// Shared words of prose in runs as long as a shingle, each weighted by the rarity of its passage.
    /// </summary>
    public double ProseWords { get; init; }

    /// <summary>Shared words inside quotation marks.</summary>
    public int QuoteWords { get; init; }

    /// <summary>Weighted prose and quotation together, as a share of the better-covered text.</summary>
    public double ReportShare { get; init; }

    /// <summary>Share of the shingles of one text that the other has, the larger of the two.</summary>
    public double Containment { get; init; }

    /// <summary>What is shared begins where both texts begin.</summary>
    public bool BeginsBoth { get; init; }

    /// <summary>Shared words that are no boilerplate, as a share of the shorter text, whatever they weigh.</summary>
    public double PlainShare { get; init; }

    /// <summary>Shared words of any kind.</summary>
    public int Words { get; init; }

    /// <summary>Shared words of boilerplate.</summary>
    public int TemplateWords { get; init; }
}
