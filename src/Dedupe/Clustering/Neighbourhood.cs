using System.Runtime.CompilerServices;
using Dedupe.Indexing;
using Dedupe.Kernels;
using Dedupe.Signing;
using Dedupe.Verification;

namespace Dedupe.Clustering;

/// <summary>
/// The documents of an earlier run that new ones hang together with, over copies and near-tier groups. What becomes of
/// a new document depends on them and on no others, because stars do not cross the connected pieces of the graph of
/// copies. So the pairs of an earlier run's own documents are verified here and nowhere else, and the answer is that of
/// one run over both.
/// </summary>
/// <param name="documents">The documents.</param>
/// <param name="nearGroup">The near-tier representative of each.</param>
/// <param name="edges">The verified pairs; they are completed.</param>
internal sealed class Neighbourhood(SignedCollection documents, int[] nearGroup, VerifiedEdges edges)
{
    private readonly List<(CandidatePair[] Waiting, Func<CandidatePair[], PairBlock> Verify)> lists = [];
    private bool[] isNear = [];

    /// <summary>Splits candidates: those with a new document, and the others.</summary>
    public static (CandidatePair[] New, CandidatePair[] Waiting) Split(
        CandidatePair[] candidates, SignedCollection documents) => documents.HasEarlier
            ? Parted(candidates, pair => documents.IsNewPair(pair.A, pair.B))
            : (candidates, []);

    /// <summary>Takes candidates: those with a new document are verified now, the others wait.</summary>
    /// <param name="candidates">The candidates, sorted by (A, B).</param>
    /// <param name="verify">Verifies some of them. A pair of two lists becomes what the later one says.</param>
    public void Add(CandidatePair[] candidates, Func<CandidatePair[], PairBlock> verify)
    {
        var (now, waiting) = Split(candidates, documents);
        edges.Add(verify(now));
        lists.Add((waiting, verify));
    }

    /// <summary>
    /// Verifies what touches the neighbourhood, until it grows no more. Cost: the pairs that touch it, and once over
    /// what waits for each step of a chain of copies.
    /// </summary>
    /// <returns>The near-tier groups in it; any other document stands alone.</returns>
    public int[] Complete()
    {
        if (!documents.HasEarlier)
            return nearGroup;
        bool isGrowing;
        do
        {
            isGrowing = false;
            FindNear();
            for (var list = 0; list < lists.Count; list++)
            {
                var (wanted, rest) = Parted(lists[list].Waiting, pair => isNear[pair.A] || isNear[pair.B]);
                if (wanted.Length == 0)
                    continue;
                edges.Add(lists[list].Verify(wanted));
                lists[list] = lists[list] with { Waiting = rest };
                isGrowing = true;
            }
        }
        while (isGrowing);

        var groups = nearGroup.AsSpan().ToArray();
        for (var document = 0; document < groups.Length; document++)
        {
            if (!isNear[document])
                groups[document] = document;
        }

        return groups;
    }

    [MethodImpl(Compile.Fully)]
    private void FindNear()
    {
        var pieces = new DisjointSets(nearGroup.Length);
        for (var document = 0; document < nearGroup.Length; document++)
            pieces.Join(document, nearGroup[document]);
        foreach (ref readonly var pair in edges)
        {
            if (VerifiedEdges.Joins(pair.Relation))
                pieces.Join(pair.A, pair.B);
        }

        isNear = new bool[nearGroup.Length];
        for (var document = 0; document < isNear.Length; document++)
            isNear[pieces.Find(document)] |= !documents.IsEarlier(document);
        for (var document = 0; document < isNear.Length; document++)
            isNear[document] = isNear[pieces.Find(document)];
    }

    private static (CandidatePair[] Wanted, CandidatePair[] Others) Parted(
        CandidatePair[] pairs, Predicate<CandidatePair> isWanted)
    {
        var wanted = Array.FindAll(pairs, isWanted);
        return (wanted, wanted.Length == 0 ? pairs : Array.FindAll(pairs, pair => !isWanted(pair)));
    }
}
