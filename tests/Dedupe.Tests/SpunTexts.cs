namespace Dedupe.Tests;

/// <summary>
/// Copies of one text of 300 words, in each of which some words at random places are others; and texts that share one
/// block and nothing else.
/// </summary>
internal static class SpunTexts
{
    private const int StoryWords = 300;

    /// <summary>The copies, among a few texts of their own.</summary>
    /// <param name="copies">How many.</param>
    /// <param name="replaced">Words that are others in each.</param>
    /// <param name="own">Words of its own that each has in addition.</param>
    /// <param name="share">The share of the story that each has, from its beginning.</param>
    public static IEnumerable<Document> Make(int copies, int replaced, int own = 0, double share = 1)
    {
        var random = new Random(7);
        var story = Words(random, StoryWords);
        for (var copy = 0; copy < copies; copy++)
        {
            var text = story[..(int)(share * StoryWords)];
            for (var word = 0; word < replaced; word++)
                text[random.Next(text.Length)] = Word(random);
            yield return new Document($"copy-{copy:000000}", string.Join(' ', [.. text, .. Words(random, own)]));
        }

        for (var other = 0; other < 20; other++)
            yield return new Document($"other-{other:00}", string.Join(' ', Words(random, StoryWords)));
    }

    /// <summary>Texts with one block of 60 words somewhere in 200 words of their own.</summary>
    public static IEnumerable<Document> WithOneBlock(int texts)
    {
        var random = new Random(8);
        var block = Words(random, 60);
        for (var text = 0; text < texts; text++)
        {
            var before = random.Next(200);
            yield return new Document(
                $"text-{text:000000}",
                string.Join(' ', [.. Words(random, before), .. block, .. Words(random, 200 - before)]));
        }
    }

    /// <summary>
    /// Texts of 300 words of which one block is so many percent; from each of its ends a random share is cut off, as
    /// the text has it.
    /// </summary>
    public static IEnumerable<Document> WithOneBlock(int texts, int percent, double cut)
    {
        var random = new Random(9);
        var block = Words(random, StoryWords * percent / 100);
        for (var text = 0; text < texts; text++)
        {
            var most = (int)(cut * block.Length);
            var part = block[random.Next(most + 1)..^random.Next(most + 1)];
            yield return new Document(
                $"text-{text:000000}",
                string.Join(
                    ' ',
                    [.. Words(random, (StoryWords - part.Length) / 2), .. part,
                    .. Words(random, (StoryWords - part.Length) / 2)]));
        }
    }

    /// <summary>
    /// Copies with 24 words replaced under a footer of 40 words, which so many texts of their own have too.
    /// </summary>
    public static IEnumerable<Document> UnderOneFooter(int copies, int others)
    {
        var random = new Random(10);
        var footer = string.Join(' ', Words(random, 40));
        foreach (var copy in Make(copies, replaced: 24).Take(copies))
            yield return copy with
            {
                Text = (byte[])[.. copy.Text.Span,
                .. System.Text.Encoding.UTF8.GetBytes(" " + footer)]
            };
        for (var other = 0; other < others; other++)
            yield return new Document(
                $"page-{other:000000}", $"{string.Join(' ', Words(random, StoryWords))} {footer}");
    }

    private static string[] Words(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Word(random))];

    private static string Word(Random random) => $"w{random.Next(1_000_000)}";
}
