using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dedupe.Acceptance.Live;

/// <summary>Made articles: stories that several outlets print, each another choice of their sentences.</summary>
internal static class LiveTexts
{
    private const int Sentences = 12;
    private const int Words = 14;

    /// <summary>Articles as JSON lines.</summary>
    /// <param name="stories">How many stories; the first has one article, the next two, and so on up to six, then
    /// again.</param>
    /// <param name="seed">Tells which.</param>
    public static List<string> Make(int stories, int seed)
    {
        var random = new Random(seed);
        var lines = new List<string>();
        for (var story = 0; story < stories; story++)
        {
            var sentences = Enumerable.Range(0, Sentences).Select(_ => Sentence(random)).ToArray();
            for (var outlet = 0; outlet <= story % 6; outlet++)
            {
                var text = string.Join(' ', sentences.Where(_ => random.Next(6) > 0));
                var at = new DateTime(2026, 3, 1, 6, 0, 0, DateTimeKind.Utc).AddMinutes((60 * story) + outlet);
                lines.Add(JsonSerializer.Serialize(new Dictionary<string, string>
                {
                    ["id"] = string.Create(CultureInfo.InvariantCulture, $"s{story:D3}-{outlet}"),
                    ["source"] = string.Create(CultureInfo.InvariantCulture, $"Outlet {outlet}"),
                    ["title"] = sentences[0][..20],
                    ["date"] = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    ["text"] = text,
                }));
            }
        }

        return lines;
    }

    private static string Sentence(Random random)
    {
        var sentence = new StringBuilder();
        for (var word = 0; word < Words; word++)
        {
            sentence.Append(word == 0 ? "" : " ");
            for (var letters = 4 + random.Next(5); letters > 0; letters--)
                sentence.Append((char)('a' + random.Next(26)));
        }

        return sentence.Append('.').ToString();
    }
}
