namespace Dedupe.Normalization;

/// <summary>What a form of words does in a credit; see <c>Credits.txt</c>.</summary>
internal enum CreditKind
{
    /// <summary>Names an agency.</summary>
    Agency,
    /// <summary>Stands for agencies without a name: "with agencies".</summary>
    With,
    /// <summary>Begins a byline.</summary>
    Byline,
    /// <summary>Names a source before a colon.</summary>
    Source,
    /// <summary>Begins the names of reporters and editors.</summary>
    Reporting,
    /// <summary>Stands in a sentence about other reporters: "contributed to this report".</summary>
    Contributed,
    /// <summary>Stands in such a sentence right before an agency: "with material from".</summary>
    Material,
    /// <summary>Begins a copyright line.</summary>
    Copyright,
    /// <summary>A small word that may stand between agencies.</summary>
    Glue,
    /// <summary>Ends a dateline in Chinese.</summary>
    Wire,
}
