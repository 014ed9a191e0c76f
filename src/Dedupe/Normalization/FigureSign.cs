namespace Dedupe.Normalization;

/// <summary>A sign that makes a figure another one: the minus of −5, the euro of €500, the power of 10².</summary>
/// <param name="Token">The figure's token; of two figures that a sign joins, the second one's.</param>
/// <param name="Code">
/// Which sign, one number for all ways of writing it. It is the code point of one of them, and for digits that are
/// raised, lowered or fractions their place in the figure as well.
/// </param>
/// <param name="Start">The first byte of figure and sign in the text.</param>
/// <param name="End">The byte after them.</param>
internal readonly record struct FigureSign(int Token, int Code, int Start, int End);
