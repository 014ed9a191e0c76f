namespace Dedupe.Clustering;

/// <summary>Documents that are copies of one text: a star, every member verified against the representative (with
/// <see cref="ClusterShape.Components"/>: whatever hangs together, and a member may relate to the representative over
/// others only).</summary>
/// <param name="Id">Stable id: sixteen hexadecimal digits made from the first member id in ordinal order.</param>
/// <param name="Representative">Number of the document that is kept or shown first.</param>
/// <param name="Reason">Why it represents the cluster: <c>earliest</c>, <c>longest</c>, <c>preferred-source</c>,
/// <c>medoid</c>, <c>id</c>, <c>earlier-run</c> or <c>only</c>.</param>
/// <param name="Members">All documents, the representative first, the others in policy order.</param>
public sealed record Cluster(string Id, int Representative, string Reason, IReadOnlyList<ClusterMember> Members);
