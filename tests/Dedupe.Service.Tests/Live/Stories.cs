using System.Globalization;
using System.Text;

namespace Dedupe.Service.Tests.Live;

/// <summary>Made articles: stories that several outlets print in other cuts, and others that nobody else has.</summary>
internal static class Stories
{
    /// <summary>Articles in the order of their dates: of each story, every outlet prints another choice of its
    /// sentences.</summary>
    public static List<Document> Make(int stories, int outlets, int seed)
    {
        var random = new Random(seed);
        var documents = new List<Document>();
        for (var story = 0; story < stories; story++)
        {
            var sentences = Enumerable.Range(0, 12).Select(_ => Sentence(random)).ToArray();
            for (var outlet = 0; outlet < 1 + (story % outlets); outlet++)
            {
                var taken = sentences.Where(_ => random.Next(6) > 0);
                documents.Add(new Document(
                    string.Create(CultureInfo.InvariantCulture, $"s{story:D4}-o{outlet}"),
                    string.Join(' ', taken),
                    source: string.Create(CultureInfo.InvariantCulture, $"outlet {outlet}"),
                    date: new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes((60 * story) + outlet)));
            }
        }

        return documents;
    }

    /// <summary>A sentence of words that nobody else has.</summary>
    public static string Sentence(Random random)
    {
        var sentence = new StringBuilder();
        for (var word = 0; word < 14; word++)
        {
            sentence.Append(word == 0 ? "" : " ");
            for (var letters = 4 + random.Next(5); letters > 0; letters--)
                sentence.Append((char)('a' + random.Next(26)));
        }

        return sentence.Append('.').ToString();
    }
}
