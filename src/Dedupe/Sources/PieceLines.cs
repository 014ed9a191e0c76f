namespace Dedupe.Sources;

/// <summary>
/// Lines of a file from lines of a piece. A piece counts from its own first line; how many lines stand before it in its
/// file is known once the parts before it are read. That is one file and one number, since only the last file of a part
/// can go on in the next.
/// </summary>
/// <param name="File">The last file of the parts before; empty for the first part.</param>
/// <param name="Lines">How many lines of it begin in those parts.</param>
internal readonly record struct PieceLines(string File, long Lines)
{
    /// <summary>Before the first part.</summary>
    public static PieceLines None => new("", 0);

    /// <summary>What the next part counts from.</summary>
    /// <param name="last">The last piece of this part.</param>
    public PieceLines After(PieceLines last) => last with { Lines = last.Lines + (last.File == File ? Lines : 0) };

    /// <summary>The place in the file. A file as a whole, line 0, stays one.</summary>
    /// <param name="origin">The place as it was told when the part was read.</param>
    public Origin InFile(Origin origin) =>
        origin.Line > 0 && origin.Source == File ? origin with { Line = origin.Line + Lines } : origin;
}
