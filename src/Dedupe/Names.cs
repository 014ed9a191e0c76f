namespace Dedupe;

/// <summary>The fixed words that files and people see for the enumerations, and the way back from them.</summary>
internal static class Names
{
    /// <summary>The word for a relation, such as <c>near-duplicate</c>.</summary>
    public static string Of(Relation relation) => relation switch
    {
        Relation.Identical => "identical",
        Relation.NearDuplicate => "near-duplicate",
        Relation.Derived => "derived",
        Relation.Partial => "partial",
        Relation.Quote => "quote",
        Relation.Template => "template",
        _ => "none",
    };

    /// <summary>The word for a kind of passage, such as <c>prose</c>.</summary>
    public static string Of(PassageKind kind) => kind switch
    {
        PassageKind.Quote => "quote",
        PassageKind.Template => "template",
        _ => "prose",
    };

    /// <summary>The word for a direction, such as <c>a-from-b</c>.</summary>
    public static string Of(Direction direction) => direction switch
    {
        Direction.AFromB => "a-from-b",
        Direction.BFromA => "b-from-a",
        _ => "unknown",
    };

    /// <summary>The word for what tells a direction, such as <c>date</c>.</summary>
    public static string Of(DirectionEvidence evidence) => evidence switch
    {
        DirectionEvidence.Date => "date",
        DirectionEvidence.Containment => "containment",
        DirectionEvidence.DateAndContainment => "date and containment",
        DirectionEvidence.DateAgainstContainment => "date against containment",
        _ => "none",
    };

    /// <summary>The word for a kind of difference, such as <c>number</c>.</summary>
    public static string Of(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Date => "date",
        DifferenceKind.Name => "name",
        DifferenceKind.Negation => "negation",
        _ => "number",
    };

    /// <summary>The word for a reason of rejection, such as <c>bad-encoding</c>.</summary>
    public static string Of(RejectionReason reason) => reason switch
    {
        RejectionReason.Missing => "missing",
        RejectionReason.Unreadable => "unreadable",
        RejectionReason.Unsupported => "unsupported",
        RejectionReason.Empty => "empty",
        RejectionReason.BadEncoding => "bad-encoding",
        RejectionReason.BadJson => "bad-json",
        RejectionReason.BadRow => "bad-row",
        RejectionReason.DuplicateKey => "duplicate-key",
        RejectionReason.MissingText => "missing-text",
        RejectionReason.MissingId => "missing-id",
        RejectionReason.DuplicateId => "duplicate-id",
        RejectionReason.Oversized => "oversized",
        RejectionReason.Truncated => "truncated",
        _ => "corrupt",
    };

    /// <summary>The relation a word stands for; false when it stands for none.</summary>
    public static bool TryParse(string word, out Relation relation)
    {
        foreach (var candidate in Enum.GetValues<Relation>())
        {
            if (Of(candidate) == word)
            {
                relation = candidate;
                return true;
            }
        }

        relation = Relation.None;
        return false;
    }
}
