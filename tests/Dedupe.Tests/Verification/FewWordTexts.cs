namespace Dedupe.Tests.Verification;

/// <summary>Texts of few different words, drawn at random, and copies of them that lack words.</summary>
internal static class FewWordTexts
{
    private static readonly string[] Letters = ["a", "c", "g", "t"];

    /// <summary>A text.</summary>
    /// <param name="kind"><c>uniform</c> or <c>common</c> (some words more often than others) with a number of
    /// different words; <c>results</c>, <c>digits</c>, <c>bits</c>, <c>bases</c>, <c>percent</c> and <c>votes</c> have
    /// theirs.</param>
    /// <param name="different">How many different words.</param>
    /// <param name="length">Words of the text, or some more.</param>
    /// <param name="random">What draws.</param>
    public static List<string> Make(string kind, int different, int length, Random random)
    {
        var words = new List<string>();
        while (words.Count < length)
            words.AddRange(Next(kind, different, random));
        return words;
    }

    /// <summary>
    /// A copy that lacks one word of so many. Others in their place could be figures, and other figures other facts.
    /// </summary>
    public static List<string> Copy(List<string> text, int every, Random random) =>
        text.FindAll(_ => random.Next(every) != 0);

    private static string[] Next(string kind, int different, Random random) => kind switch
    {
        "uniform" => [$"w{random.Next(different)}"],
        "common" => [$"w{(int)(different * Math.Pow(random.NextDouble(), 2))}"],
        "digits" => [$"{random.Next(10)}"],
        "bits" => [$"{random.Next(2)}"],
        "bases" => [Letters[random.Next(4)]],
        "percent" => ["%D" + (8 + random.Next(2)), $"%{random.Next(0x80, 0xC0):X2}"],
        "votes" => [random.Next(5) switch { 0 => "nay", 1 => "absent", _ => "aye" }],
        _ => [Name(random), Name(random), "bt", Name(random), Name(random), Set(random), Set(random), Set(random)],
    };

    private static string Name(Random random) => $"N{random.Next(5000)}";

    private static string Set(Random random) => $"{6 + random.Next(2)}-{random.Next(5)}";
}
