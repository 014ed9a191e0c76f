using System.Buffers.Binary;
using System.Data.Common;
using System.Text;
using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>
/// An article as a row, the same in every database: what was sent as bytes, times as ticks of UTC, and nothing for what
/// is empty.
/// </summary>
internal static class ArticleRow
{
    /// <summary>The columns, in the order of <see cref="Read"/>; the tables are named a (articles) and s (absent).
    /// </summary>
    public const string Columns =
        "a.number, a.id, a.source, a.version, a.title, a.status, a.url, a.agency, a.date, a.zone, a.marks, " +
        "a.content, a.arrived, a.embargo, a.words, a.answer, s.state";

    /// <summary>Where <see cref="Columns"/> come from.</summary>
    public const string From = "articles a LEFT JOIN absent s ON s.article = a.number";

    /// <summary>How many columns there are.</summary>
    public const int Width = 17;

    private const long TextIsTitle = 1;

    /// <summary>Reads all but the text.</summary>
    public static LiveArticle Read(DbDataReader row)
    {
        var state = row.IsDBNull(16) ? LiveState.Present : (LiveState)row.GetInt16(16);
        var isForgotten = state == LiveState.Forgotten;
        return new LiveArticle
        {
            Number = row.GetInt64(0),
            Document = new Document(Bytes(row, 1), default)
            {
                Source = Bytes(row, 2),
                Version = Bytes(row, 3),
                Title = isForgotten ? default : Bytes(row, 4),
                Status = Bytes(row, 5),
                Url = isForgotten ? default : Bytes(row, 6),
                Date = row.IsDBNull(8)
                    ? null
                    : Time(row.GetInt64(8)).ToOffset(TimeSpan.FromMinutes(row.GetInt16(9))),
                TextIsTitle = (row.GetInt16(10) & TextIsTitle) != 0,
            },
            Agency = row.IsDBNull(7) ? null : Encoding.UTF8.GetString(Bytes(row, 7)),
            Content = BinaryPrimitives.ReadUInt128BigEndian(Bytes(row, 11)),
            ArrivedAt = Time(row.GetInt64(12)),
            EmbargoedUntil = row.IsDBNull(13) ? null : Time(row.GetInt64(13)),
            Words = row.GetInt32(14),
            Answer = isForgotten ? default : Bytes(row, 15),
            State = state,
        };
    }

    /// <summary>Whether an article of a state has its text yet.</summary>
    public static bool HasText(LiveState state) => state is LiveState.Present or LiveState.Removed;

    /// <summary>The values of the columns that are stored: all of <see cref="Columns"/> but the state, and the key of
    /// the item behind the number.</summary>
    public static object?[] Values(LiveArticle article)
    {
        var document = article.Document;
        var content = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(content, article.Content);
        return
        [
            article.Number,
            ItemKey.Of(document.Source.Span, document.Id.Span),
            Stored(document.Id) ?? [],
            Stored(document.Source),
            Stored(document.Version),
            Stored(document.Title),
            Stored(document.Status),
            Stored(document.Url),
            article.Agency is { Length: > 0 } agency ? Encoding.UTF8.GetBytes(agency) : null,
            document.Date?.UtcTicks,
            document.Date is { } date ? (short)date.TotalOffsetMinutes : null,
            (short)(document.TextIsTitle ? TextIsTitle : 0),
            content,
            article.ArrivedAt.UtcTicks,
            article.EmbargoedUntil?.UtcTicks,
            article.Words,
            Stored(article.Answer),
        ];
    }

    /// <summary>Bytes for a column; null when there are none.</summary>
    public static byte[]? Stored(ReadOnlyMemory<byte> bytes) => bytes.IsEmpty ? null : bytes.ToArray();

    /// <summary>Bytes of a column; empty where there are none.</summary>
    public static byte[] Bytes(DbDataReader row, int column) =>
        row.IsDBNull(column) ? [] : row.GetFieldValue<byte[]>(column);

    /// <summary>A time from its ticks.</summary>
    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
