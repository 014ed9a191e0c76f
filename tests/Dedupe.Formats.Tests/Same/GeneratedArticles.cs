using System.Globalization;

namespace Dedupe.Formats.Tests.Same;

/// <summary>2,000 articles: stories that one to five outlets print, cut, edited and with words of their own.</summary>
internal static class GeneratedArticles
{
    private const int Count = 2000;

    private static readonly string[] Starts =
        ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pé", "qui", "ro", "su", "ta", "vö", "wi"];

    private static readonly string[] Ends =
        ["ber", "dan", "fel", "gon", "lar", "mit", "nos", "pel", "rin", "sta", "ter", "vos", "zin", "ßen", "cke", "ll"];

    private static readonly string[] Outlets =
        ["Times", "Courier", "Morning Post", "Anzeiger & Bote", "Le Petit \"Écho\""];

    /// <summary>The same ones every time.</summary>
    public static IReadOnlyList<Article> All { get; } = [.. Make().Take(Count)];

    private static IEnumerable<Article> Make()
    {
        var random = new Random(14);
        for (int story = 0; ; story++)
        {
            var sentences = Enumerable.Range(0, random.Next(6, 30)).Select(_ => Sentence(random)).ToList();
            string title = Sentence(random)[..^1];
            int copies = random.Next(1, 6);
            for (int copy = 0; copy < copies; copy++)
            {
                var own = sentences.Take(Math.Max(4, sentences.Count - random.Next(0, sentences.Count / 2))).ToList();
                for (int edit = random.Next(0, 3); edit > 0; edit--)
                    own[random.Next(own.Count)] = Sentence(random);
                yield return new Article(
                    string.Create(CultureInfo.InvariantCulture, $"s{story}c{copy}"),
                    copy == 0 ? title : Sentence(random)[..^1],
                    [.. own.Chunk(3).Select(static some => string.Join(' ', some))],
                    Outlets[copy],
                    new DateTime(2024, 1, 1, 6, 0, 0, DateTimeKind.Utc).AddHours((story * 7) + copy)
                        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            }
        }
    }

    private static string Sentence(Random random)
    {
        var words = Enumerable.Range(0, random.Next(8, 20)).Select(_ => Word(random)).ToArray();
        words[0] = char.ToUpperInvariant(words[0][0]) + words[0][1..];
        if (random.Next(5) == 0)
            words[3] = $"\"{words[3]}\",";
        if (random.Next(5) == 0)
            words[5] += ";";
        return string.Join(' ', words) + ".";
    }

    private static string Word(Random random) =>
        Starts[random.Next(Starts.Length)] + Starts[random.Next(Starts.Length)] + Ends[random.Next(Ends.Length)];
}
