using Dedupe.Signing;

namespace Dedupe.Clustering;

/// <summary>
/// Links between members of near-duplicate groups. The reuse tier compares representatives alone; where two of them
/// share prose and are not in one cluster, their copies most likely share it too, and whoever looks one of these up
/// wants to see it. Bounded: small groups only.
/// </summary>
/// <param name="documents">The documents; links within an earlier run are not looked for.</param>
/// <param name="nearGroup">The near-tier representative of each document.</param>
/// <param name="pairsLimit">Two groups that have more pairs between them keep the link of their representatives
/// alone.</param>
/// <param name="limits">Counts those.</param>
internal sealed class GroupLinks(SignedCollection documents, int[] nearGroup, int pairsLimit, Limits limits)
{
    /// <summary>
    /// Verifies the pairs between linked groups that have not been. Cost: at most the limit for each link.
    /// </summary>
    /// <param name="edges">The verified pairs; they are completed.</param>
    /// <param name="clusters">The clusters; what is in one of them is linked already.</param>
    public void Complete(VerifiedEdges edges, IReadOnlyList<Cluster> clusters)
    {
        var cluster = new int[nearGroup.Length];
        for (var number = 0; number < clusters.Count; number++)
        {
            foreach (var member in clusters[number].Members)
                cluster[member.Number] = number + 1;
        }

        var linked = new HashSet<(int A, int B)>();
        foreach (ref readonly var pair in edges)
        {
            if (pair.Relation >= Relation.Partial && !pair.SameTitle && !AreTogether(pair.A, pair.B))
                linked.Add((nearGroup[pair.A], nearGroup[pair.B]));
        }

        var members = new GroupMembers(nearGroup);
        var wanted = new List<(int X, int Y)>();
        foreach (var (groupA, groupB) in linked)
        {
            var ofA = members[groupA];
            var ofB = members[groupB];
            if ((long)ofA.Length * ofB.Length > pairsLimit)
            {
                limits.Meet(Limit.GroupLinks);
                continue;
            }

            foreach (var a in ofA)
            {
                foreach (var b in ofB)
                {
                    if (documents.IsNewPair(a, b) && !edges.Has(a, b))
                        wanted.Add((a, b));
                }
            }
        }

        edges.Require(wanted);

        bool AreTogether(int a, int b) => nearGroup[a] == nearGroup[b] || (cluster[a] != 0 && cluster[a] == cluster[b]);
    }
}
