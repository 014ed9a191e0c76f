using Dedupe.Live;
using SQLitePCL;

namespace Dedupe.Service.Stores;

/// <summary>Reads a file of SQLite.</summary>
/// <param name="link">The connection.</param>
/// <param name="isInTransaction">Whether it is read within a transaction that goes on.</param>
internal sealed class SqliteReader(SqliteLink link, bool isInTransaction) : StoreReader(link)
{
    private const string Select = $"SELECT {ArticleRow.Columns} FROM {ArticleRow.From}";

    /// <inheritdoc/>
    public override LiveArticle?[] Read(long[] numbers) => Whole(() =>
    {
        var articles = new LiveArticle?[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            using var row = link.Query($"{Select} WHERE a.number = $1", numbers[i]);
            if (row.Read())
                articles[i] = WithText(ArticleRow.Read(row));
        }

        return articles;
    });

    /// <inheritdoc/>
    public override ArticleChunk ReadAfter(long after, DateTimeOffset? arrivedSince) => Whole(() =>
    {
        // In order of numbers, so never by the index of arrivals: the sum keeps SQLite from it.
        var rows = link.List(
            $"{Select} WHERE a.number > $1 AND a.arrived + 0 >= $2 ORDER BY a.number LIMIT {ArticleChunk.MostArticles}",
            ArticleRow.Read, after, arrivedSince?.UtcTicks ?? 0L);
        long bytes = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i] = WithText(rows[i]);
            bytes += rows[i].Document.Text.Length + rows[i].Answer.Length;
            if (bytes > ArticleChunk.MostBytes && i + 1 < rows.Count)
                return new ArticleChunk(rows[..(i + 1)], IsLast: false);
        }

        return new ArticleChunk(rows, rows.Count < ArticleChunk.MostArticles);
    });

    /// <inheritdoc/>
    /// <remarks>By SQLite's own functions: a server that starts reads a million of them.</remarks>
    public override IEnumerable<LiveMember> Members()
    {
        var rows = link.Prepared(MembersQuery);
        try
        {
            while (link.Step(rows))
            {
                yield return new LiveMember(
                    raw.sqlite3_column_int64(rows, 0), raw.sqlite3_column_int64(rows, 1),
                    raw.sqlite3_column_int(rows, 2))
                {
                    Relation = (Relation)raw.sqlite3_column_int(rows, 3),
                    IsFromRepresentative = raw.sqlite3_column_int(rows, 4) != 0,
                    Jaccard = raw.sqlite3_column_double(rows, 5),
                    Containment = raw.sqlite3_column_double(rows, 6),
                    Coverage = raw.sqlite3_column_double(rows, 7),
                    ProseCoverage = raw.sqlite3_column_double(rows, 8),
                };
            }
        }
        finally
        {
            raw.sqlite3_finalize(rows);
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveArticle> ReadKeys(long first, long last) => Whole(() =>
    {
        var rows = link.List(
            $"{Select} WHERE a.key BETWEEN $1 AND $2 ORDER BY a.number", ArticleRow.Read, first, last);
        for (var i = 0; i < rows.Count; i++)
            rows[i] = WithText(rows[i]);
        return rows;
    });

    private LiveArticle WithText(LiveArticle article)
    {
        // The table of those that expired may be gone.
        if (!ArticleRow.HasText(article.State))
            return article;
        using var row = link.Query(
            $"SELECT text FROM {link.TextsOf(article.Number)} WHERE number = $1", article.Number);
        return row.Read()
            ? article with { Document = article.Document with { Text = ArticleRow.Bytes(row, 0) } }
            : article;
    }

    // Several questions see one state of the database.
    private T Whole<T>(Func<T> action)
    {
        if (isInTransaction)
            return action();
        link.Execute("BEGIN");
        try
        {
            return action();
        }
        finally
        {
            link.Execute("ROLLBACK");
        }
    }
}
