namespace Dedupe.Verification;

/// <summary>
/// Tells which copy comes from which. The earlier one comes first; and a text that lies nearly whole in a longer one is
/// a cut of it. It is a reading of what is known about the two and no proof: both may come from a third text.
/// </summary>
internal static class DirectionRule
{
    /// <summary>Share of a text's shingles in the other that makes it a cut of the other.</summary>
    private const double CutShare = 0.8;

    /// <summary>So much less of the other text must be in it: else both are about as long.</summary>
    private const double Lead = 0.2;

    /// <summary>The pair with its direction; unchanged when the two are no copies of each other.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="dateA">When A was published; null when unknown.</param>
    /// <param name="dateB">When B was published; null when unknown.</param>
    public static VerifiedPair WithDirection(VerifiedPair pair, DateTimeOffset? dateA, DateTimeOffset? dateB)
    {
        var (direction, evidence) = FindDirection(pair, dateA, dateB);
        return evidence == DirectionEvidence.None
            ? pair
            : pair with { Direction = direction, DirectionEvidence = evidence };
    }

    /// <summary>Which copy comes from which, and what tells.</summary>
    public static (Direction Direction, DirectionEvidence Evidence) FindDirection(
        VerifiedPair pair, DateTimeOffset? dateA, DateTimeOffset? dateB)
    {
        if (pair.Relation < Relation.Derived)
            return (Direction.Unknown, DirectionEvidence.None);
        var byDate = ByDate(dateA, dateB);
        var byCut = ByContainment(pair.ContainmentA, pair.ContainmentB);
        if (byDate == Direction.Unknown)
            return (byCut, byCut == Direction.Unknown ? DirectionEvidence.None : DirectionEvidence.Containment);
        return (byDate, byCut == Direction.Unknown ? DirectionEvidence.Date
            : byCut == byDate ? DirectionEvidence.DateAndContainment
            : DirectionEvidence.DateAgainstContainment);
    }

    private static Direction ByDate(DateTimeOffset? a, DateTimeOffset? b)
    {
        if (a is not { } dateA || b is not { } dateB || dateA == dateB)
            return Direction.Unknown;
        // A date without a time is midnight: it does not tell what came first on that day.
        if (dateA.UtcDateTime.Date == dateB.UtcDateTime.Date && (IsDay(dateA) || IsDay(dateB)))
            return Direction.Unknown;
        return dateA < dateB ? Direction.BFromA : Direction.AFromB;
    }

    private static bool IsDay(DateTimeOffset date) => date.UtcDateTime.TimeOfDay == TimeSpan.Zero;

    private static Direction ByContainment(double a, double b)
    {
        if (a >= CutShare && a - b >= Lead)
            return Direction.AFromB;
        return b >= CutShare && b - a >= Lead ? Direction.BFromA : Direction.Unknown;
    }
}
