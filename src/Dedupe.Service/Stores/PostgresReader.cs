using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>Reads PostgreSQL. Each question is one statement, which sees whole transactions.</summary>
internal sealed class PostgresReader(PostgresLink link) : StoreReader(link)
{
    private const string Select =
        $"SELECT {ArticleRow.Columns}, t.text FROM {ArticleRow.From} LEFT JOIN texts t ON t.number = a.number";

    /// <inheritdoc/>
    public override LiveArticle?[] Read(long[] numbers)
    {
        var articles = link.List($"{Select} WHERE a.number = ANY($1)", WithText, numbers)
            .ToDictionary(static article => article.Number);
        return [.. numbers.Select(number => articles.GetValueOrDefault(number))];
    }

    /// <inheritdoc/>
    public override ArticleChunk ReadAfter(long after, DateTimeOffset? arrivedSince)
    {
        // In order of numbers, so never by the index of arrivals: the sum keeps PostgreSQL from it.
        using var row = link.Query(
            $"{Select} WHERE a.number > $1 AND a.arrived + 0 >= $2 ORDER BY a.number LIMIT {ArticleChunk.MostArticles}",
            after, arrivedSince?.UtcTicks ?? 0L);
        var articles = new List<LiveArticle>();
        for (long bytes = 0; row.Read();)
        {
            if (bytes > ArticleChunk.MostBytes)
                return new ArticleChunk(articles, IsLast: false);
            articles.Add(WithText(row));
            bytes += articles[^1].Document.Text.Length + articles[^1].Answer.Length;
        }

        return new ArticleChunk(articles, articles.Count < ArticleChunk.MostArticles);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveArticle> ReadKeys(long first, long last) =>
        link.List($"{Select} WHERE a.key BETWEEN $1 AND $2 ORDER BY a.number", WithText, first, last);

    private static LiveArticle WithText(System.Data.Common.DbDataReader row)
    {
        var article = ArticleRow.Read(row);
        return ArticleRow.HasText(article.State)
            ? article with { Document = article.Document with { Text = ArticleRow.Bytes(row, ArticleRow.Width) } }
            : article;
    }
}
