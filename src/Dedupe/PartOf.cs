namespace Dedupe;

/// <summary>
/// One of the equal parts that a stage's work is done in: of its partitions, the part's own follow each other.
/// </summary>
/// <param name="Part">Which part, from 0.</param>
/// <param name="Parts">How many there are.</param>
internal readonly record struct PartOf(int Part, int Parts)
{
    /// <summary>Everything at once.</summary>
    public static PartOf Whole => new(0, 1);

    /// <summary>The first partition of the part, and the one after its last.</summary>
    public (int Start, int End) Range(int partitions) => (At(partitions, Part), At(partitions, Part + 1));

    private int At(int partitions, int part) => (int)((long)partitions * part / Parts);
}
