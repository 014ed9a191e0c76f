namespace Dedupe.Cleaning;

/// <summary>The words of plans and journals for what they hold, and the way back.</summary>
internal static class CleanWords
{
    /// <summary>The word for a way.</summary>
    public static string Of(CleanWay way) => way switch
    {
        CleanWay.Delete => "delete",
        CleanWay.HardLink => "hardlink",
        CleanWay.SymbolicLink => "symlink",
        CleanWay.SharedBlocks => "reflink",
        _ => "move",
    };

    /// <summary>The way of a word.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static CleanWay WayOf(string word) => Find<CleanWay>(word, Of);

    /// <summary>The word for where a file is.</summary>
    public static string Of(Standing standing) => standing switch
    {
        Standing.Leaving => "leaving",
        Standing.Away => "away",
        Standing.Deleted => "deleted",
        Standing.Returning => "returning",
        _ => "in-place",
    };

    /// <summary>Where a file is, of a word.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Standing StandingOf(string word) => Find<Standing>(word, Of);

    /// <summary>The word for why a file is not planned to go.</summary>
    public static string Of(WhyKept why) => Dashed(why.ToString());

    /// <summary>The word for why a file of a plan is left as it is.</summary>
    public static string Of(SkipReason reason) => Dashed(reason.ToString());

    private static T Find<T>(string word, Func<T, string> of)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (of(value) == word)
                return value;
        }

        throw new InvalidDataException($"'{word}' is no word of a plan.");
    }

    // OwnText: own-text.
    private static string Dashed(string name) => string.Concat(name.Select(static (letter, at) =>
        char.IsUpper(letter) ? $"{(at > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : letter.ToString()));
}
