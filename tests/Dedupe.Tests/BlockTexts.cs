namespace Dedupe.Tests;

/// <summary>
/// Pages of about 300 words that share one block and nothing else. All words are a collection's own, so collections can
/// go through one run.
/// </summary>
internal static class BlockTexts
{
    private const int PageWords = 300;
    private static readonly DateTimeOffset Noon = new(2031, 5, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What is known of the pages, truly or wrongly.</summary>
    public enum Known
    {
        /// <summary>Nothing.</summary>
        Nothing,

        /// <summary>One outlet, within days.</summary>
        OneOutlet,

        /// <summary>One outlet, a week between each two.</summary>
        OneOutletForWeeks,

        /// <summary>Another author each, taken for the outlet.</summary>
        Authors,

        /// <summary>The same, and all within a day.</summary>
        AuthorsOfOneDay,

        /// <summary>Two authors taken for outlets.</summary>
        TwoAuthors,
    }

    /// <summary>The pages.</summary>
    /// <param name="name">Their ids begin with it; another one, other words.</param>
    /// <param name="pages">How many.</param>
    /// <param name="percent">Of a page's words, so many are the block's.</param>
    /// <param name="cut">Up to this share of the block is cut off at each of its ends.</param>
    /// <param name="known">What is known of them.</param>
    public static IEnumerable<Document> Make(string name, int pages, int percent, double cut, Known known)
    {
        var random = new Random(HashCode(name));
        var block = Words(random, name, PageWords * percent / 100);
        for (var page = 0; page < pages; page++)
        {
            var most = (int)(cut * block.Length);
            var part = block[random.Next(most + 1)..^random.Next(most + 1)];
            var own = Words(random, name, (PageWords - block.Length) * random.Next(100, 120) / 100);
            var before = random.Next(own.Length + 1);
            var (source, date) = Facts(known, page);
            yield return new Document(
                $"{name}-{page:000}", string.Join(' ', [.. own[..before], .. part, .. own[before..]]), source: source,
                date: date);
        }
    }

    private static (string? Source, DateTimeOffset? Date) Facts(Known known, int page) => known switch
    {
        Known.OneOutlet => ("The Ledger", Noon.AddMinutes(page)),
        Known.OneOutletForWeeks => ("The Ledger", Noon.AddDays(7 * page)),
        Known.Authors => ($"Author {page}", null),
        Known.AuthorsOfOneDay => ($"Author {page}", Noon.AddMinutes(page)),
        Known.TwoAuthors => ($"Author {page % 2}", null),
        _ => (null, null),
    };

    private static string[] Words(Random random, string name, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => $"{name}w{random.Next(1_000_000)}")];

    private static int HashCode(string name) => name.Aggregate(17, static (hash, sign) => (31 * hash) + sign);
}
