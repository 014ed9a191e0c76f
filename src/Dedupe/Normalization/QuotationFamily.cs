namespace Dedupe.Normalization;

/// <summary>Marks that open and close each other.</summary>
internal enum QuotationFamily
{
    /// <summary>“ ” „ ‟ and the straight double mark.</summary>
    Double,
    /// <summary>« ».</summary>
    Guillemet,
    /// <summary>‹ ›: a family of their own, because they stand inside « ».</summary>
    SingleGuillemet,
    /// <summary>「 」 and their half-width forms.</summary>
    Corner,
    /// <summary>『 』, which stand inside 「 」.</summary>
    WhiteCorner,
    /// <summary>‘ ’ ‚ and the straight single mark: apostrophes as well.</summary>
    Single,
}
