namespace Dedupe.Indexing;

/// <summary>
/// The keys of one document that many others have too: the widest one, and how many there are of each width.
/// </summary>
/// <param name="Widest">Documents that have the widest one (24 bits), and the key (40); of equally wide ones the
/// largest key. 0 when there is none.</param>
/// <param name="Narrow">Keys of the four smaller widths, 16 bits each.</param>
/// <param name="Wide">Keys of the four larger widths.</param>
internal readonly record struct KeyWidths(ulong Widest, ulong Narrow, ulong Wide)
{
    /// <summary>Bits of the key in <see cref="Widest"/>.</summary>
    public const int KeyBits = 40;

    /// <summary>Bits of a count.</summary>
    public const int CountBits = 16;

    /// <summary>Counts in one number.</summary>
    public const int CountsOfOne = 64 / CountBits;

    /// <summary>No count is larger.</summary>
    public const ulong MostKeys = (1UL << CountBits) - 1;

    /// <summary>How many keys of a width there are, 65,535 at most.</summary>
    /// <param name="width">As <see cref="WideKeys.WidthOf"/> has it.</param>
    public int Count(int width) =>
        (int)(((width < CountsOfOne ? Narrow : Wide) >> (width % CountsOfOne * CountBits)) & MostKeys);

    /// <summary>
    /// Documents in the widest bucket that both have for their widest one; 0 when it is another one or a small one.
    /// </summary>
    public int LargestInCommon(in KeyWidths other) => Widest == other.Widest ? (int)(Widest >> KeyBits) : 0;
}
