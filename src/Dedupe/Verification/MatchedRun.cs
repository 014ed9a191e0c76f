namespace Dedupe.Verification;

/// <summary>Words that follow each other in both texts, as part of an alignment.</summary>
/// <param name="A">The first token's number in the first text.</param>
/// <param name="B">The first token's number in the second text.</param>
/// <param name="Length">How many words.</param>
/// <param name="Block">Which aligned block it belongs to.</param>
internal readonly record struct MatchedRun(int A, int B, int Length, int Block)
{
    /// <summary>The token of the first text behind the run.</summary>
    public int EndA => A + Length;

    /// <summary>The token of the second text behind the run.</summary>
    public int EndB => B + Length;
}
