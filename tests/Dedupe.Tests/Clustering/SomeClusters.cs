using Dedupe.Clustering;

namespace Dedupe.Tests.Clustering;

/// <summary>Clusters whose members are known by their numbers alone.</summary>
internal static class SomeClusters
{
    public static ClusterMember Member(
        int number, Relation relation, double jaccard, double containment, double coverage, double proseCoverage) =>
        new([], number)
        {
            Relation = relation,
            Jaccard = jaccard,
            Containment = containment,
            Coverage = coverage,
            ProseCoverage = proseCoverage,
        };

    /// <summary>The member that represents its cluster.</summary>
    public static ClusterMember First(int number) => Member(number, Relation.Identical, 1, 1, 1, 1);
}
