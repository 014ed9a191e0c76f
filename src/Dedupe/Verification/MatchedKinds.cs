using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Says of matched words what they are by what stands around them: prose, quotation or list. Not thread-safe: one a
/// worker.
/// </summary>
/// <param name="ownShare">
/// Matched words that a text has without marks are its own prose, whatever the other text has them in, when they are
/// such a share of it: then it prints what the other quotes. Less of it is a statement within an article.
/// </param>
/// <param name="steps">Counts what is done.</param>
internal sealed class MatchedKinds(double ownShare, Steps steps)
{
    private PreparedText first = new();
    private PreparedText second = new();
    private bool isOwnOfFirst;
    private bool isOwnOfSecond;
    private PassageKind[] kinds = []; // of the matched words of a block

    /// <summary>Begins a pair.</summary>
    /// <param name="a">The first text.</param>
    /// <param name="b">The second text.</param>
    /// <param name="matches">All matched words.</param>
    [MethodImpl(Compile.Fully)]
    public void BeginPair(PreparedText a, PreparedText b, ReadOnlySpan<MatchedRun> matches)
    {
        (first, second) = (a, b);
        var (proseA, proseB) = (0, 0);
        foreach (var run in matches)
        {
            steps.Add(1);
            proseA += a.Quoted.Slice(run.A, run.Length).Count(false);
            proseB += b.Quoted.Slice(run.B, run.Length).Count(false);
        }

        isOwnOfFirst = proseA >= ownShare * a.Tokens.Count;
        isOwnOfSecond = proseB >= ownShare * b.Tokens.Count;
    }

    /// <summary>The kind of each matched word of a block. Most runs are prose from end to end, in both texts.</summary>
    /// <param name="block">Runs that belong together.</param>
    /// <returns>Valid until the next call.</returns>
    [MethodImpl(Compile.Fully)]
    public ReadOnlySpan<PassageKind> Of(ReadOnlySpan<MatchedRun> block)
    {
        var words = 0;
        foreach (var run in block)
            words += run.Length;
        steps.Add(words);
        if (kinds.Length < words)
            kinds = new PassageKind[2 * words];
        var found = kinds.AsSpan(0, words);
        found.Clear(); // all prose
        var rest = found;
        var hasLists = first.HasLists || second.HasLists;
        foreach (var run in block)
        {
            MarkQuoted(first.Quoted.Slice(run.A, run.Length), second.Quoted.Slice(run.B, run.Length), rest);
            if (hasLists)
            {
                MarkListed(first.Listed.Slice(run.A, run.Length), rest);
                MarkListed(second.Listed.Slice(run.B, run.Length), rest);
            }

            rest = rest[run.Length..];
        }

        return found;
    }

    private void MarkQuoted(ReadOnlySpan<bool> inFirst, ReadOnlySpan<bool> inSecond, Span<PassageKind> kindOf)
    {
        if (!inFirst.Contains(true) && !inSecond.Contains(true))
            return;
        for (var word = 0; word < inFirst.Length; word++)
        {
            var isOwn = (isOwnOfFirst && !inFirst[word]) || (isOwnOfSecond && !inSecond[word]);
            if (!isOwn && (inFirst[word] || inSecond[word]))
                kindOf[word] = PassageKind.Quote;
        }
    }

    private static void MarkListed(ReadOnlySpan<bool> flags, Span<PassageKind> kindOf)
    {
        for (var word = flags.IndexOf(true); (uint)word < (uint)flags.Length; word++)
        {
            if (flags[word])
                kindOf[word] = PassageKind.Template;
        }
    }
}
