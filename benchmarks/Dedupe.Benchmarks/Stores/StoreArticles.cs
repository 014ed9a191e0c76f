using System.Text;
using System.Text.Json;
using Dedupe.Live;

namespace Dedupe.Benchmarks.Stores;

/// <summary>Articles of a collection, as many as are asked for, with what a live index stores of each.</summary>
internal sealed class StoreArticles
{
    // What an answer tells: the decision, and for copies passages and differences.
    private const int PlainAnswer = 250;
    private const int CopyAnswer = 900;

    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<(byte[] Title, byte[] Text)> texts = [];

    /// <summary>Reads JSON lines.</summary>
    public StoreArticles(string file)
    {
        foreach (var line in File.ReadLines(file))
        {
            using var json = JsonDocument.Parse(line);
            texts.Add((
                Encoding.UTF8.GetBytes(json.RootElement.GetProperty("title").GetString() ?? ""),
                Encoding.UTF8.GetBytes(json.RootElement.GetProperty("text").GetString() ?? "")));
        }
    }

    /// <summary>The id of an article.</summary>
    public static string IdOf(long number) => $"urn:newsml:example.org:20261101:{number:x8}";

    /// <summary>The source of an article.</summary>
    public static string SourceOf(long number) => $"Outlet {number % 300}";

    /// <summary>When it came: a hundred a second.</summary>
    public static DateTimeOffset TimeOf(long number) => Start.AddMilliseconds(number * 10);

    /// <summary>Stores one.</summary>
    public void Add(ILiveTransaction transaction, long number)
    {
        var (title, text) = texts[(int)(number % texts.Count)];
        var isCopy = number % 10 < 3 && number > 100;
        transaction.Add(new LiveArticle
        {
            Number = number,
            Document = new Document(Encoding.UTF8.GetBytes(IdOf(number)), text)
            {
                Title = title,
                Source = Encoding.UTF8.GetBytes(SourceOf(number)),
                Date = TimeOf(number).AddMinutes(-5),
                Url = Encoding.UTF8.GetBytes($"https://www.example.org/2026/11/01/world/{number:x8}.html"),
            },
            Content = new UInt128((ulong)number, (ulong)number * 0x9E3779B97F4A7C15),
            ArrivedAt = TimeOf(number),
            Words = text.Length / 6,
            Answer = new byte[isCopy ? CopyAnswer : PlainAnswer],
        });
        transaction.Add(new LiveEvent(LiveEventKind.Arrived, TimeOf(number)) { Article = number });
        if (!isCopy)
            return;

        // Copies of one to three stories of the last hundred articles.
        var first = (number / 100 * 100) - 50 + (number % 10);
        transaction.ReadCluster(first);
        transaction.Put(new LiveCluster(first) { Size = 2, Reason = "earliest", ChangedAt = TimeOf(number) });
        transaction.Put(Member(first, first, 0));
        transaction.Put(Member(number, first, 1));
        transaction.Add(new LivePair(number, first) { Relation = Relation.Derived, Jaccard = 0.31, Coverage = 0.77 });
        transaction.Add(new LivePair(number, first + 11) { Relation = Relation.Quote, Jaccard = 0.01 });
        transaction.Add(new LiveEvent(LiveEventKind.Joined, TimeOf(number)) { Article = number, Cluster = first });
    }

    /// <summary>Tells how many bytes of text so many articles have.</summary>
    public void TellText(long count)
    {
        long bytes = 0;
        for (long number = 1; number <= count; number++)
            bytes += texts[(int)(number % texts.Count)].Text.Length;
        Console.WriteLine($"text\t{bytes} bytes\t{bytes / count} an article");
    }

    private static LiveMember Member(long article, long cluster, int rank) => new(article, cluster, rank)
    {
        Relation = Relation.Derived,
        Jaccard = 0.3123456,
        Containment = 0.456789,
        Coverage = 0.7789,
        ProseCoverage = 0.7,
    };
}
