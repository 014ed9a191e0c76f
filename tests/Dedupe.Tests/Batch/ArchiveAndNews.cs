using System.Globalization;
using System.Text.Json;

namespace Dedupe.Tests.Batch;

/// <summary>
/// Collections in which what a new text belongs to hangs on texts of the archive: copies of one story, whole, cut and
/// reworded, near-duplicates of each, blocks of an outlet under many stories, one story by many outlets, chains, and
/// alerts under one headline. As JSON lines; the same for one seed.
/// </summary>
internal static class ArchiveAndNews
{
    private const int StoryWords = 140;

    /// <summary>Makes a collection.</summary>
    /// <param name="seed">Another one, another collection.</param>
    /// <param name="areDated">Whether texts have dates and outlets.</param>
    public static string[] Make(int seed, bool areDated)
    {
        var random = new Random(seed);
        var texts = new List<(string Text, string? Title)>();
        var blocks = Enumerable.Range(0, 3).Select(_ => Prose(random, 50)).ToArray();
        for (var story = 0; story < 25; story++)
        {
            var text = Prose(random, StoryWords);
            for (var copy = random.Next(1, 9); copy > 0; copy--)
                texts.Add((Edited(text, blocks, random), null));
            if (story % 5 == 0)
                texts.AddRange([
                    ($"Polls close {story}", "The polls close at last tonight"),
                    ($"Turnout is high at {story}", "The polls close at last tonight")]);
        }

        foreach (var text in OutletTexts.Copies(30, 12, random))
            texts.Add((text, null));
        texts.AddRange(Chain(random).Select(static text => (text, (string?)null)));
        for (var other = 0; other < 40; other++)
            texts.Add((Prose(random, 120) + " " + blocks[other % blocks.Length], null));
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(texts));
        return [.. texts.Select((item, number) => Line(number, item.Text, item.Title, areDated, random))];
    }

    private static string Edited(string text, string[] blocks, Random random)
    {
        var words = text.Split(' ');
        return random.Next(6) switch
        {
            0 => text,
            1 => text + " " + blocks[random.Next(blocks.Length)],
            2 => string.Join(' ', words[..(words.Length * random.Next(4, 10) / 10)]),
            3 => string.Join(' ', words.Select(word => random.Next(12) == 0 ? Word(random) : word)),
            4 => string.Join(' ', words[..60]) + " " + Prose(random, random.Next(40, 160)),
            _ => string.Join(' ', words.Select(word => random.Next(60) == 0 ? Word(random) : word)),
        };
    }

    // Each text has half of the one before it.
    private static IEnumerable<string> Chain(Random random)
    {
        var text = Prose(random, StoryWords).Split(' ');
        for (var link = 0; link < 12; link++)
        {
            yield return string.Join(' ', text);
            text = [.. text[(StoryWords / 2)..], .. Prose(random, StoryWords / 2).Split(' ')];
        }
    }

    private static string Line(int number, string text, string? title, bool areDated, Random random) =>
        JsonSerializer.Serialize(new
        {
            id = $"d{number * 7919 % 1000:000}-{number}",
            text,
            title,
            source = areDated ? $"Outlet {random.Next(8)}" : null,
            date = areDated
                ? new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(random.Next(240))
                    .ToString("O", CultureInfo.InvariantCulture)
                : null,
        });

    private static string Prose(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(random)));

    private static string Word(Random random)
    {
        var place = random.NextDouble();
        return $"w{(int)(place * place * 4000)}";
    }
}
