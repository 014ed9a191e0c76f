namespace Dedupe.Indexing;

/// <summary>
/// How many of one document's keys others have too, by how many have them.
/// </summary>
/// <param name="Narrow">Keys of the four smaller widths, 16 bits each.</param>
/// <param name="Wide">Keys of the four larger widths.</param>
internal readonly record struct KeyWidths(ulong Narrow, ulong Wide)
{
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

    /// <summary>How many keys there are of any width.</summary>
    public int Sum
    {
        get
        {
            var sum = 0;
            for (var width = 0; width < 2 * CountsOfOne; width++)
                sum += Count(width);
            return sum;
        }
    }
}
