namespace Dedupe;

/// <summary>What tells which copy comes from which.</summary>
public enum DirectionEvidence
{
    /// <summary>Nothing does.</summary>
    None,
    /// <summary>One was published earlier; lengths say nothing.</summary>
    Date,
    /// <summary>One is a cut of the other; dates say nothing.</summary>
    Containment,
    /// <summary>Both, and they agree.</summary>
    DateAndContainment,
    /// <summary>
    /// They contradict each other, as when an agency sends a first short version: the date goes first.
    /// </summary>
    DateAgainstContainment,
}
