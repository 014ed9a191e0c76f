namespace Dedupe.Sources;

/// <summary>
/// Lines of files from lines of pieces. A piece counts from its own first line; how many lines stand before it in its file is known once the parts
/// before it are read. That is one number a part, since only the last file of a part can go on in the next.
/// </summary>
internal sealed class PieceLines
{
    private readonly InputPlan plan;
    private readonly long[] before; // lines of the first file of a part that begin in earlier parts

    /// <summary>Adds up what was passed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="lines">Of each part, how many lines begin in its last piece.</param>
    public PieceLines(InputPlan plan, IReadOnlyList<long> lines)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(lines.Count, plan.Count);
        this.plan = plan;
        before = new long[plan.Count];
        for (int part = 1; part < before.Length; part++)
        {
            var start = plan.Starts[part];
            if (start.Byte > 0)
                before[part] = lines[part - 1] + (plan.Starts[part - 1].File == start.File ? before[part - 1] : 0);
        }
    }

    /// <summary>The place in the file. A file as a whole, line 0, stays one.</summary>
    /// <param name="part">Number of the part, from 0.</param>
    /// <param name="origin">The place as it was told when the part was read.</param>
    public Origin InFile(int part, Origin origin) =>
        before[part] > 0 && origin.Line > 0 && origin.Source == plan.Files[plan.Starts[part].File].Shown
            ? origin with { Line = origin.Line + before[part] }
            : origin;
}
