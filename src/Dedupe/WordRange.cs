namespace Dedupe;

/// <summary>A stretch of a document's words, by their number in the text; words of credits are not counted.</summary>
/// <param name="Start">The first word, from 0.</param>
/// <param name="Length">How many words.</param>
public readonly record struct WordRange(int Start, int Length)
{
    /// <summary>The word behind the last one.</summary>
    public int End => Start + Length;
}
