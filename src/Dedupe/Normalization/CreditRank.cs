namespace Dedupe.Normalization;

/// <summary>How strongly a credit says where the whole text comes from; of several the strongest is reported.</summary>
internal enum CreditRank
{
    /// <summary>None was found.</summary>
    None,
    /// <summary>A sentence about further reporters and material.</summary>
    Contribution,
    /// <summary>A copyright line.</summary>
    Copyright,
    /// <summary>The name of an agency at the end.</summary>
    SignOff,
    /// <summary>A byline, or a line that names the source.</summary>
    Byline,
    /// <summary>A dateline.</summary>
    Dateline,
}
