namespace Dedupe.Tests;

/// <summary>
/// One story by many outlets: each prints so many of its 24 sentences, drawn at random, among 80 words of its own; and
/// texts that have nothing to do with it.
/// </summary>
internal static class OutletTexts
{
    private const int Sentences = 24;
    private const int OwnWords = 80;

    /// <summary>The copies and the other texts.</summary>
    /// <param name="outlets">How many copies.</param>
    /// <param name="kept">Sentences of the story that each has.</param>
    /// <param name="others">Texts of their own.</param>
    /// <param name="seed">Another one, other texts.</param>
    public static IEnumerable<Document> Make(int outlets, int kept, int others = 300, int seed = 1)
    {
        var random = new Random(seed);
        var number = 0;
        foreach (var text in Copies(outlets, kept, random))
            yield return new Document($"copy-{number++:000}", text);
        for (var other = 0; other < others; other++)
            yield return new Document($"other-{other:000}", string.Join(' ', Prose(random, random.Next(100, 400))));
    }

    /// <summary>The copies alone.</summary>
    /// <param name="outlets">How many.</param>
    /// <param name="kept">Sentences of the story that each has.</param>
    /// <param name="random">What draws.</param>
    public static IEnumerable<string> Copies(int outlets, int kept, Random random)
    {
        var story = Enumerable.Range(0, Sentences).Select(_ => Sentence(random)).ToArray();
        for (var outlet = 0; outlet < outlets; outlet++)
        {
            var text = Enumerable.Range(0, Sentences).OrderBy(_ => random.Next()).Take(kept).Order()
                .Select(sentence => story[sentence]).ToList();
            foreach (var own in Prose(random, OwnWords))
                text.Insert(random.Next(text.Count + 1), own);
            yield return string.Join(' ', text);
        }
    }

    private static List<string> Prose(Random random, int words)
    {
        var sentences = new List<string>();
        for (var count = 0; count < words; count += sentences[^1].Count(static sign => sign == ' ') + 1)
            sentences.Add(Sentence(random));
        return sentences;
    }

    private static string Sentence(Random random) =>
        string.Join(' ', Enumerable.Range(0, random.Next(12, 23)).Select(_ => Word(random))) + ".";

    // The square makes some words common and most rare, as words are.
    private static string Word(Random random)
    {
        var place = random.NextDouble();
        return $"w{(int)(place * place * 6000)}";
    }
}
