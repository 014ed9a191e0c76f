namespace Dedupe.Normalization;

/// <summary>Marks that open and close each other.</summary>
internal enum QuotationFamily
{
    /// <summary>“ ” „ ‟ and the straight double mark.</summary>
    Double,
    /// <summary>« » and ‹ ›.</summary>
    Guillemet,
    /// <summary>「 」 『 』 and their half-width forms.</summary>
    Corner,
    /// <summary>‘ ’ ‚ and the straight single mark: apostrophes as well.</summary>
    Single,
}
