namespace Dedupe.Verification;

/// <summary>What a word says that two copies may differ in; see <c>Words.txt</c>.</summary>
internal enum WordKind
{
    /// <summary>Nothing of the kind.</summary>
    None,
    /// <summary>A number below a hundred.</summary>
    Number,
    /// <summary>A word that multiplies the number before it.</summary>
    Scale,
    /// <summary>The name of a month.</summary>
    Month,
    /// <summary>The name of a weekday.</summary>
    Day,
    /// <summary>A day counted from today.</summary>
    Relative,
    /// <summary>A word that denies.</summary>
    Negation,
    /// <summary>A title or form of address: with a capital, but no name.</summary>
    Title,
    /// <summary>A unit of measurement: figures with different units may be the same.</summary>
    Unit,
}
