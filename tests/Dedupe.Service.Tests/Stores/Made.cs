using System.Text;
using Dedupe.Live;

namespace Dedupe.Service.Tests.Stores;

/// <summary>Articles and what belongs to them, made for tests.</summary>
internal static class Made
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An article in which every field has a value that tells its number.</summary>
    public static LiveArticle Article(
        long number, string? text = null, string? id = null, string? source = null) => new()
        {
            Number = number,
            Document = new Document(
            id ?? $"item-{number}", text ?? $"The text of article {number}, \0 and “all”.", $"Headline {number}",
            source ?? "Wire", new DateTimeOffset(2026, 11, 27, 9, 30, 0, TimeSpan.FromHours(3)).AddTicks(number))
            {
                Version = Encoding.UTF8.GetBytes($"v{number}"),
                Status = "usable"u8.ToArray(),
                Url = Encoding.UTF8.GetBytes($"https://example.org/{number}"),
                TextIsTitle = number % 2 == 0,
            },
            Content = new UInt128((ulong)number, ulong.MaxValue - (ulong)number),
            ArrivedAt = Noon.AddSeconds(number).AddTicks(7),
            EmbargoedUntil = number % 3 == 0 ? Noon.AddDays(number) : null,
            Words = 7 + (int)number,
            Agency = number % 2 == 1 ? "Reuters" : null,
            Answer = Encoding.UTF8.GetBytes($$"""{"number":{{number}}}"""),
        };

    /// <summary>A member whose shares are no round numbers.</summary>
    public static LiveMember Member(long article, long cluster, int rank) => new(article, cluster, rank)
    {
        Relation = Relation.Derived,
        Jaccard = 1 / 3.0,
        Containment = 0.1 + 0.2,
        Coverage = Math.PI / 4,
        ProseCoverage = double.Epsilon,
        IsFromRepresentative = rank % 2 == 1,
    };

    /// <summary>A pair.</summary>
    public static LivePair Pair(long article, long other) => new(article, other)
    {
        Relation = Relation.Partial,
        Jaccard = 0.2,
        Coverage = 1 / 7.0,
        OtherCoverage = 1,
    };

    /// <summary>All that an article says, in a form that is compared.</summary>
    public static string Told(LiveArticle? article)
    {
        if (article is null)
            return "none";
        var document = article.Document;
        return string.Join('|',
            article.Number, Text(document.Id), Text(document.Text), Text(document.Title), Text(document.Source),
            Text(document.Version), Text(document.Status), Text(document.Url), document.Date?.ToString("O"),
            document.TextIsTitle, article.Content, article.ArrivedAt.ToString("O"),
            article.EmbargoedUntil?.ToString("O"), article.Words, article.Agency, article.State, Text(article.Answer));
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
