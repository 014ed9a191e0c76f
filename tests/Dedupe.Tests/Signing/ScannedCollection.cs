using System.Text;

namespace Dedupe.Tests.Signing;

/// <summary>
/// Stories of a small language, each printed twice, and what a poor scan makes of them. The same in every run.
/// </summary>
internal static class ScannedCollection
{
    private const int Stories = 60;
    private const int StoryWords = 250;
    private const string Letters = "abcdefghijklmnoprstuvwy";

    /// <summary>Story n is the documents n-a and n-b.</summary>
    /// <param name="perMille">Letters in a thousand that are taken for others.</param>
    public static Document[] Make(int perMille)
    {
        var random = new Random(7);
        var words = Enumerable.Range(0, 500).Select(_ => Word(random)).ToArray();
        var documents = new List<Document>();
        for (var story = 0; story < Stories; story++)
        {
            var text = string.Join(' ', Enumerable.Range(0, StoryWords).Select(_ => words[random.Next(words.Length)]));
            documents.Add(new Document($"{story:D2}-a", Misread(text, perMille, random)));
            documents.Add(new Document($"{story:D2}-b", Misread(text, perMille, random)));
        }

        return [.. documents];
    }

    private static string Word(Random random) =>
        new([.. Enumerable.Range(0, random.Next(5, 11)).Select(_ => Letters[random.Next(Letters.Length)])]);

    private static string Misread(string text, int perMille, Random random)
    {
        var read = new StringBuilder();
        foreach (var letter in text)
            read.Append(letter != ' ' && random.Next(1000) < perMille ? Letters[random.Next(Letters.Length)] : letter);
        return read.ToString();
    }
}
