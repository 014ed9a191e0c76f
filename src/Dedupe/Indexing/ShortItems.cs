using System.Text;
using Dedupe.Signing;

namespace Dedupe.Indexing;

/// <summary>
/// Alerts and other items with fewer words than a shingle, which have no keys. Equal texts were linked before; here
/// those that have different texts under one headline are. A headline over many texts is the name of a column and links
/// nothing. Cost: the titles of the documents, and those only when two short items share one.
/// </summary>
/// <param name="documents">The documents.</param>
/// <param name="options">The options of the run.</param>
/// <param name="limits">Counts the headlines over too many texts.</param>
internal sealed class ShortItems(SignedCollection documents, DedupeOptions options, Limits limits)
{
    /// <summary>As long as a story lives: an old headline that comes again tells something new.</summary>
    private static readonly long StoryLife = TimeSpan.FromDays(2).Ticks;

    private const int LongestTitle = 64;

    private readonly TextWords words = new();

    /// <summary>The pairs of short items with one headline of four words or more, sorted by (A, B).</summary>
    /// <param name="nearGroup">The near-tier representative of each document: equal texts are one, and represented by
    /// it.</param>
    public CandidatePair[] UnderOneTitle(int[] nearGroup)
    {
        var groups = Enumerable.Range(0, documents.Count)
            .Where(
                document => nearGroup[document] == document
                    && documents.At(document).Words <= Math.Max(options.ShingleSize, LongestTitle))
            .Select(document => (Document: document, Title: TitleOf(document)))
            .Where(item => item.Title is { } title && IsShort(item.Document, title))
            .GroupBy(item => item.Title!.Value, item => item.Document)
            .Where(group => group.Skip(1).Any())
            .ToDictionary(group => group.Key, group => group.ToList());
        if (groups.Count == 0)
            return [];

        var texts = TextsUnder(groups.Keys, nearGroup);
        return [.. groups
            .Where(group => IsNoColumn(texts[group.Key]))
            .SelectMany(group => Pairs(group.Value))
            .OrderBy(pair => (pair.A, pair.B))];
    }

    private bool IsNoColumn(int texts)
    {
        if (texts <= options.Indexing.StoryCap)
            return true;
        limits.Meet(Limit.Headlines);
        return false;
    }

    // An item without a text has its headline for one, which may be longer than a shingle.
    private bool IsShort(int document, UInt128 title) =>
        documents.At(document).Words < options.ShingleSize || documents.Texts.HashOf(document) == title;

    // In how many different texts, long ones too, a headline was found: a story that forty outlets print as it is
    // counts once.
    private Dictionary<UInt128, int> TextsUnder(IEnumerable<UInt128> titles, int[] nearGroup)
    {
        var texts = titles.ToDictionary(title => title, _ => 0);
        for (var document = 0; document < documents.Count; document++)
        {
            if (nearGroup[document] == document
                && TitleOf(document) is { } title
                && texts.TryGetValue(title, out var count))
                texts[title] = count + 1;
        }

        return texts;
    }

    private IEnumerable<CandidatePair> Pairs(List<int> items) =>
        from a in items
        from b in items
        where a < b && !AreApart(a, b)
        select new CandidatePair(a, b, 0);

    private bool AreApart(int a, int b)
    {
        var (dateOfA, dateOfB) = (documents.At(a).DateTicks, documents.At(b).DateTicks);
        return dateOfA != long.MaxValue && dateOfB != long.MaxValue && Math.Abs(dateOfA - dateOfB) > StoryLife;
    }

    // Its hash, made as that of a text is; null when there are too few.
    private UInt128? TitleOf(int document)
    {
        if (documents[document].Title is not { } title)
            return null;
        words.ReadWithCredits(Encoding.UTF8.GetBytes(title));
        return words.Tokens.Count >= DocumentSigner.MinTitleWords ? words.ContentHash : null;
    }
}
