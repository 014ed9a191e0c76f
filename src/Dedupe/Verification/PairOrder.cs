using System.Runtime.CompilerServices;
using Dedupe.Indexing;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// The order in which pairs are verified: one in which the texts of a pair are nearly always among the last that were
/// looked at. A text is taken when it has more pairs with the texts taken last than any other has, and then its pairs
/// with all that were taken before. Cost: linear in the pairs; a few numbers for each document.
/// </summary>
/// <param name="documents">How many documents there are.</param>
/// <param name="reach">So many texts are at hand at a time.</param>
internal sealed class PairOrder(int documents, int reach)
{
    private const int Taken = -1;

    private readonly int[] starts = new int[documents + 1]; // of each document's pairs in the list below
    private readonly int[] scores = new int[documents]; // pairs with the texts at hand; or taken
    private readonly Stack<int>[] waiting = [.. Enumerable.Range(0, reach + 1).Select(static _ => new Stack<int>())];
    private readonly Queue<int> atHand = new();
    private int[] pairs = [];
    private int highest;

    /// <summary>The places of the pairs in this order.</summary>
    /// <param name="candidates">Pairs of two documents each.</param>
    [MethodImpl(Compile.Fully)]
    public int[] Of(CandidatePair[] candidates)
    {
        List(candidates);
        var order = new int[candidates.Length];
        var count = 0;
        for (var first = 0; first < documents; first++)
        {
            if (starts[first] == starts[first + 1])
                continue;
            for (var document = first; document >= 0; document = Next())
            {
                if (scores[document] != Taken)
                    Take(document, candidates, order, ref count);
            }
        }

        return order;
    }

    private void List(CandidatePair[] candidates)
    {
        pairs = new int[2 * candidates.Length];
        foreach (var pair in candidates)
        {
            starts[pair.A]++;
            starts[pair.B]++;
        }

        for (var document = 0; document < documents; document++)
            starts[document + 1] += starts[document];
        for (var place = candidates.Length - 1; place >= 0; place--)
        {
            pairs[--starts[candidates[place].A]] = place;
            pairs[--starts[candidates[place].B]] = place;
        }
    }

    private void Take(int document, CandidatePair[] candidates, int[] order, ref int count)
    {
        scores[document] = Taken;
        foreach (var place in PairsOf(document))
        {
            var other = Other(candidates[place], document);
            if (scores[other] == Taken)
                order[count++] = place;
            else
                Wait(other, scores[other] + 1);
        }

        atHand.Enqueue(document);
        if (atHand.Count < reach)
            return;
        var gone = atHand.Dequeue();
        foreach (var place in PairsOf(gone))
        {
            var other = Other(candidates[place], gone);
            if (scores[other] != Taken)
                Wait(other, scores[other] - 1);
        }
    }

    private void Wait(int document, int score)
    {
        scores[document] = score;
        waiting[score].Push(document);
        highest = Math.Max(highest, score);
    }

    // The document that has most pairs with the texts at hand, the last one of several; -1 when no known one is left.
    // A document may wait in more than one place: only where its score is counts.
    private int Next()
    {
        for (; highest >= 0; highest--)
        {
            while (waiting[highest].TryPop(out var document))
            {
                if (scores[document] == highest)
                    return document;
            }
        }

        highest = 0;
        return -1;
    }

    private ReadOnlySpan<int> PairsOf(int document) => pairs.AsSpan()[starts[document]..starts[document + 1]];

    private static int Other(CandidatePair pair, int document) => pair.A ^ pair.B ^ document;
}
