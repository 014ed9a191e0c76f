namespace Dedupe.Verification;

/// <summary>
/// What a text of a pair has that the other has not, word by word: what would be lost if only the other were kept.
/// </summary>
/// <param name="Words">All its words; those of credits are left out, here and everywhere.</param>
/// <param name="Own">The words that the other text has in no passage, a word replaced inside a passage included; they
/// ascend.</param>
/// <param name="Boilerplate">The words that are text of the outlet for certain, shared or not; they ascend.</param>
public sealed record OwnText(int Words, IReadOnlyList<WordRange> Own, IReadOnlyList<WordRange> Boilerplate)
{
    /// <summary>The words that count: boilerplate does not.</summary>
    public int CountedWords => Words - WordRanges.Count(Boilerplate);

    /// <summary>Those of <see cref="Own"/> that count.</summary>
    public int CountedOwn => WordRanges.Count(Own) - WordRanges.Count(WordRanges.Common(Own, Boilerplate));

    /// <summary>The share of the words that count which the other text has not; 0 where none counts.</summary>
    public double OwnShare => CountedWords == 0 ? 0 : (double)CountedOwn / CountedWords;
}
