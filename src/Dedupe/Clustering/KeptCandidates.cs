using Dedupe.Signing;

namespace Dedupe.Clustering;

/// <summary>
/// Compares members of a cluster with the copies that are likely to be kept when copies are removed. A cluster compares
/// each member with its representative, but what
/// has a member's text may be another: an alert represents its stories, being the earliest. Bounded: a few texts of a
/// cluster are tried, the longest first.
/// </summary>
/// <param name="documents">The documents.</param>
/// <param name="edges">The verified pairs; they are completed.</param>
internal sealed class KeptCandidates(SignedCollection documents, VerifiedEdges edges)
{
    private const int Tries = 4;

    /// <summary>A member that has a larger share for itself beside one copy may go beside another.</summary>
    private const double LargestOwnShare = 0.1;

    /// <summary>Verifies the pairs. Cost: at most four for each member that its representative has not whole.</summary>
    public void Complete(IReadOnlyList<Cluster> clusters)
    {
        var open = new List<List<int>>(); // of each cluster what no copy that was tried has
        foreach (var cluster in clusters)
        {
            var rest = new List<int>();
            var texts = new HashSet<UInt128>();
            foreach (var member in cluster.Members)
            {
                var number = member.Number;
                if (number != cluster.Representative.Number
                    && member.Relation != Relation.Identical
                    && texts.Add(documents.Texts.HashOf(number))
                    && IsOpen(number, cluster.Representative.Number))
                    rest.Add(number);
            }

            if (rest.Count > 1)
                open.Add(rest);
        }

        for (var tried = 0; tried < Tries && open.Count > 0; tried++)
        {
            var longest = open.ConvertAll(rest => rest.MaxBy(member => (documents.At(member).Words, -member)));
            var wanted = new List<(int X, int Y)>();
            for (var number = 0; number < open.Count; number++)
            {
                var copy = longest[number];
                open[number].Remove(copy);
                wanted.AddRange(
                    open[number]
                        .Where(member => !edges.Has(copy, member))
                        .Select(member => (copy, member)));
            }

            edges.Require(wanted);
            for (var number = 0; number < open.Count; number++)
            {
                var copy = longest[number];
                open[number].RemoveAll(member => !IsOpen(member, copy));
            }

            open.RemoveAll(static rest => rest.Count < 2);
        }
    }

    private bool IsOpen(int member, int copy) =>
        !edges.Has(member, copy) || edges.OwnText(member, copy) is not { } own || own.OwnShare > LargestOwnShare;
}
