namespace Dedupe;

/// <summary>A stretch of a document's original text, in Unicode code points.</summary>
/// <param name="Start">The first code point, from 0.</param>
/// <param name="Length">How many code points.</param>
public readonly record struct TextRange(int Start, int Length);
