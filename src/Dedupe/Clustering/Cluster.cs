namespace Dedupe.Clustering;

/// <summary>
/// Documents that are copies of one text: a star, every member a verified copy of the representative or of half of the
/// members (with <see cref="ClusterShape.Components"/>: whatever hangs together, and a member may relate to the
/// representative over others only). Reading is thread-safe.
/// </summary>
/// <param name="Id">Stable id: sixteen hexadecimal digits made from the first member id in ordinal order.</param>
/// <param name="Reason">Why the representative was chosen: <c>earliest</c>, <c>longest</c>, <c>preferred-source</c>,
/// <c>medoid</c>, <c>id</c> or <c>only</c>.</param>
/// <param name="Members">All documents, the representative first, the others in policy order.</param>
public sealed record Cluster(string Id, string Reason, IReadOnlyList<ClusterMember> Members)
{
    /// <summary>The document that is shown first: the first of the members.</summary>
    public ClusterMember Representative => Members[0];
}
