using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dedupe.Tests.Sources;

namespace Dedupe.Formats.Tests.Same;

/// <summary>A format in which the articles are written: one line here for each.</summary>
/// <param name="Name">For the report of the tests.</param>
/// <param name="Write">Writes all articles below a folder. A document's id is that of the article, or a path whose last
/// part is, without its end.</param>
/// <param name="IsBare">Whether it holds the text alone: title, outlet and date count as evidence.</param>
/// <param name="HasNoOutlet">Whether it tells all but the outlet.</param>
internal sealed record WrittenFormat(
    string Name, Action<IReadOnlyList<Article>, TempFolder> Write, bool IsBare = false, bool HasNoOutlet = false)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>JSON lines: what all others are compared with.</summary>
    public static WrittenFormat Lines { get; } = new(
        "json-lines", static (all, to) => to.Write("in/a.jsonl", JsonLines(all)));

    /// <summary>The same for formats that hold the text alone.</summary>
    public static WrittenFormat BareLines { get; } = new(
        "bare json-lines",
        (all, to) => to.Write(
            "in/a.jsonl",
            string.Concat(
                all.Select(article => JsonSerializer.Serialize(new { id = article.Id, text = article.Text }) + "\n"))));

    /// <summary>The same for formats that tell no outlet.</summary>
    public static WrittenFormat LinesWithoutOutlet { get; } = new(
        "json-lines without outlet",
        (all, to) => to.Write(
            "in/a.jsonl", string.Concat(all.Select(article => Json(article with { Source = "" }) + "\n"))));

    /// <summary>All others.</summary>
    public static IReadOnlyList<WrittenFormat> Others { get; } =
    [
        new("text", (all, to) => Each(all, article => to.Write($"in/{article.Id}.txt", article.Text)), IsBare: true),
        new("json list", (all, to) => to.Write("in/a.json", $"[{string.Join(", ", all.Select(Json))}]")),
        new("json file", (all, to) => Each(all, article => to.Write($"in/{article.Id}.json", Paragraphs(article)))),
        new("csv", (all, to) => to.Write("in/a.csv", Table(all, ","))),
        new("csv.gz", (all, to) => to.Write("in/a.csv.gz", Packed.Gzip(Table(all, ";")))),
        new("tsv", (all, to) => to.Write("in/a.tsv", Table(all, "\t"))),
        new("parquet", (all, to) => to.Write("in/a.parquet", Columns(all))),
        new("rss", static (all, to) => to.Write("in/a.xml", WrittenNews.Rss(all))),
        new("atom", static (all, to) => to.Write("in/a.atom", WrittenNews.Atom(all))),
        new("json-feed", static (all, to) => to.Write("in/a.json", WrittenNews.JsonFeed(all)), HasNoOutlet: true),
        new("ninjs", static (all, to) => Each(all, article =>
            to.Write($"in/{article.Id}.json", WrittenNews.Ninjs(article)))),
        new("newsml-g2", static (all, to) => to.Write("in/a.xml", WrittenNews.NewsMessage(all))),
        new("nitf", static (all, to) => Each(all, article =>
            to.Write($"in/{article.Id}.nitf", WrittenNews.Nitf(article)))),
        new("html", static (all, to) => Each(all, article =>
            to.Write($"in/{article.Id}.html", WrittenArchives.Page(article)))),
        new("eml", static (all, to) => Each(all, article =>
            to.Write($"in/{article.Id}.eml", WrittenArchives.Letter(article)))),
        new("mbox", static (all, to) => to.Write("in/a.mbox", WrittenArchives.Box(all))),
        new("warc", static (all, to) => to.Write("in/a.warc", WrittenArchives.Crawl(all))),
        new("docx", static (all, to) => Each(all, article =>
            to.Write($"in/{article.Id}.docx", WrittenDocuments.Docx(article))), HasNoOutlet: true),
        new("odt", static (all, to) => Each(all, article =>
            to.Write($"in/{article.Id}.odt", WrittenDocuments.Odt(article))), HasNoOutlet: true),
        new("epub", static (all, to) => Each(all, article =>
            to.Write($"in/{article.Id}.epub", WrittenDocuments.Epub(article)))),
        new("pdf", static (all, to) => Each(all, article =>
            to.Write($"in/{article.Id}.pdf", WrittenDocuments.Pdf(article))), HasNoOutlet: true),
        new("jsonl.bz2", static (all, to) => to.Write("in/a.jsonl.bz2", WrittenPackings.Bzip2(JsonLines(all)))),
        new("jsonl.xz", static (all, to) => to.Write("in/a.jsonl.xz", WrittenPackings.Xz(JsonLines(all)))),
        new("csv in zip", static (all, to) => to.Write(
            "in/a.zip", WrittenPackings.Zip(all.Chunk(300).Select(static some => ("a.csv", Table(some, ",")))))),
        new("html in tar.gz", static (all, to) => to.Write(
            "in/a.tar.gz", Packed.Gzip(WrittenPackings.Tar(all.Select(static article =>
                ($"{article.Id}.html", WrittenArchives.Page(article))))))),
        new("wire", static (all, to) => to.Write("in/a.txt", WrittenNews.Wire(all))),
    ];

    private static void Each(IReadOnlyList<Article> all, Action<Article> write)
    {
        foreach (var article in all)
            write(article);
    }

    private static string JsonLines(IEnumerable<Article> all) =>
        string.Concat(all.Select(static article => Json(article) + "\n"));

    private static string Json(Article article) => JsonSerializer.Serialize(
        new
        {
            id = article.Id,
            title = article.Title,
            text = article.Text,
            source = article.Source,
            date = article.Date,
        });

    private static string Paragraphs(Article article) => JsonSerializer.Serialize(
        new
        {
            date = article.Date,
            text = article.Paragraphs,
            id = article.Id,
            x = new { y = 1 },
            title = article.Title,
            source = article.Source,
        },
        Readable);

    private static byte[] Columns(IReadOnlyList<Article> all) => Parquet.ParquetFiles.OfAsync(
        [.. all.Select(static article => new Parquet.Article(
            article.Id, article.Text, article.Title, article.Source,
            DateTimeOffset.Parse(article.Date, CultureInfo.InvariantCulture).UtcDateTime))],
        rowsOfGroup: 300).GetAwaiter().GetResult();

    private static string Table(IEnumerable<Article> all, string delimiter) => string.Concat(
        all.Select(article => (string[])[article.Id, article.Title, article.Text, article.Source, article.Date])
            .Prepend(["id", "title", "text", "source", "date"])
            .Select(row => string.Join(delimiter, row.Select(Quote)) + "\r\n"));

    private static string Quote(string field) => field.AsSpan().IndexOfAny("\",;\t\n") < 0
        ? field
        : string.Create(CultureInfo.InvariantCulture, $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
}
