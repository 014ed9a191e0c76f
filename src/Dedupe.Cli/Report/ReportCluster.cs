namespace Dedupe.Cli.Report;

/// <summary>A cluster, as clusters.jsonl tells it, with the representative as its first member.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Representative">Id of its representative.</param>
/// <param name="Reason">Why that one.</param>
/// <param name="Members">All members.</param>
internal sealed record ReportCluster(
    string Id, string Representative, string Reason, IReadOnlyList<ReportMember> Members)
{
    /// <summary>The members that are not the representative.</summary>
    public IEnumerable<ReportMember> Copies => Members.Where(member => member.Id != Representative);

    /// <summary>The representative itself.</summary>
    public ReportMember Kept => Members.First(member => member.Id == Representative);
}
