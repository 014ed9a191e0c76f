namespace Dedupe.Verification;

/// <summary>What the passages of a pair come to, in tokens.</summary>
internal struct PassageTotals
{
    /// <summary>Shared words of any kind.</summary>
    public int Words;

    /// <summary>Words of prose that is no boilerplate.</summary>
    public int ProseWords;

    /// <summary>Words of prose, each weighted by the rarity of its passage.</summary>
    public double WeightedWords;

    /// <summary>Those of them that stand in runs as long as a shingle.</summary>
    public double WeightedRunWords;

    /// <summary>Words inside quotations.</summary>
    public int QuoteWords;

    /// <summary>Words of boilerplate.</summary>
    public int TemplateWords;
}
