namespace Dedupe.Sources;

/// <summary>The inputs between two places: the unit of work that is done or not done.</summary>
/// <param name="files">All inputs, in their order.</param>
/// <param name="from">Where it begins.</param>
/// <param name="to">Where the next one begins.</param>
internal sealed class InputPart(IReadOnlyList<InputFile> files, InputPlace from, InputPlace to)
{
    /// <summary>Where it begins.</summary>
    public InputPlace From => from;

    /// <summary>Where the next one begins.</summary>
    public InputPlace To => to;

    /// <summary>What is read, in order; at most one piece of a file.</summary>
    public IEnumerable<InputPiece> Pieces
    {
        get
        {
            for (int file = from.File; file < to.File || (file == to.File && to.Byte > 0); file++)
                yield return new InputPiece(
                    files[file], file == from.File ? from.Byte : 0, file == to.File ? to.Byte : null);
        }
    }

    /// <summary>Bytes on disk of all its pieces; null where one is of unknown length.</summary>
    public long? Bytes
    {
        get
        {
            long sum = 0;
            foreach (var piece in Pieces)
            {
                if (piece.File is { Length: null, Problem: null })
                    return null;
                sum += piece.Bytes;
            }

            return sum;
        }
    }

    /// <summary>All inputs as one part.</summary>
    public static InputPart Whole(IReadOnlyList<InputFile> files) =>
        new(files, default, new InputPlace(files.Count, 0));
}
