using Dedupe.Clustering;

namespace Dedupe.Live;

/// <summary>A cluster of a batch run, by the numbers that its articles have in the store.</summary>
/// <param name="Cluster">What the run found.</param>
/// <param name="Articles">The numbers of its members, in their order.</param>
internal sealed record SettledCluster(Cluster Cluster, long[] Articles)
{
    /// <summary>The members, as they are stored.</summary>
    /// <param name="number">The number of the cluster.</param>
    public IEnumerable<LiveMember> Members(long number)
    {
        for (var rank = 0; rank < Articles.Length; rank++)
        {
            var member = Cluster.Members[rank];
            yield return new LiveMember(Articles[rank], number, rank)
            {
                Relation = member.Relation,
                Jaccard = member.Jaccard,
                Containment = member.Containment,
                Coverage = member.Coverage,
                ProseCoverage = member.ProseCoverage,
                IsFromRepresentative = member.IsFromRepresentative,
            };
        }
    }
}
