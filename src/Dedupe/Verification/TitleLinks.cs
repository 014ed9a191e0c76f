namespace Dedupe.Verification;

/// <summary>
/// Short items under one headline. Their texts differ and are too short to compare, so nothing shows that one may stand
/// for the other: they are linked, never merged.
/// </summary>
internal static class TitleLinks
{
    /// <summary>The pairs as links by their headline; those whose texts say more stay as they are.</summary>
    public static PairBlock LinkByTitle(PairBlock pairs)
    {
        var records = pairs.Records.ToArray();
        foreach (ref var record in records.AsSpan())
        {
            if (record.Relation < Relation.Partial)
                record = record with { Relation = Relation.Partial, SameTitle = true };
        }

        return new PairBlock(records, pairs.Details);
    }
}
