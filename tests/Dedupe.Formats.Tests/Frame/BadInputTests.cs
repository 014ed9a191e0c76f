using System.IO.Compression;
using System.Text;
using Dedupe.Formats.Tests.Parquet;
using Dedupe.Formats.Tests.Same;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Writer;
using Xunit;

namespace Dedupe.Formats.Tests.Frame;

/// <summary>
/// What is wrong with a file costs that file, or what is behind the fault, whatever its format: it is told with file
/// and reason, and the documents beside it are all there.
/// </summary>
public sealed class BadInputTests : IDisposable
{
    private const int Zeros = 40 << 20;

    private static readonly IReadOnlyList<Same.Article> Some = [.. GeneratedArticles.All.Take(50)];

    private static readonly string Csv = "id,text\n" + string.Concat(Some.Select(static article =>
        $"{article.Id},\"{article.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"));

    private static readonly Dictionary<string, Func<byte[]>> Good = new()
    {
        ["a.docx"] = static () => WrittenDocuments.Docx(Some[0]),
        ["a.odt"] = static () => WrittenDocuments.Odt(Some[0]),
        ["a.epub"] = static () => WrittenDocuments.Epub(Some[0]),
        ["a.pdf"] = static () => WrittenDocuments.Pdf(Some[0]),
        ["a.parquet"] = static () => ParquetFiles.OfAsync(
            [.. Some.Select(static article => new Parquet.Article(article.Id, article.Text, "", "", default))])
            .GetAwaiter().GetResult(),
        ["a.zip"] = static () => WrittenPackings.Zip([("a.csv", Csv)]),
        ["a.tar"] = static () => WrittenPackings.Tar([("a.csv", Csv)]),
        ["a.warc"] = static () => WrittenArchives.Crawl(Some),
        ["a.csv.gz"] = static () => Packed.Gzip(Csv),
        ["a.csv.bz2"] = static () => WrittenPackings.Bzip2(Csv),
        ["a.csv.xz"] = static () => WrittenPackings.Xz(Csv),
        ["a.csv.zst"] = static () => Packed.Zstandard(Csv),
        ["a.csv"] = static () => Encoding.UTF8.GetBytes(Csv),
        ["a.rss"] = static () => Encoding.UTF8.GetBytes(WrittenNews.Rss(Some)),
        ["a.newsml"] = static () => Encoding.UTF8.GetBytes(WrittenNews.NewsMessage(Some)),
        ["a.nitf"] = static () => Encoding.UTF8.GetBytes(WrittenNews.Nitf(Some[0])),
        ["a.json"] = static () => Encoding.UTF8.GetBytes(WrittenNews.JsonFeed(Some)),
        ["a.ninjs"] = static () => Encoding.UTF8.GetBytes(WrittenNews.Ninjs(Some[0])),
    };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Names => [.. Good.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_cut_file_is_told(string name)
    {
        byte[] whole = Good[name]();
        // Within its last document, whatever that is; a PDF without its last lines is read all the same.
        int lost = name == "a.pdf" ? whole.Length * 2 / 3 : Math.Max(8, whole.Length / 40);
        await Told(name, whole[..^lost], "", RejectionReason.Corrupt,
            RejectionReason.Truncated, RejectionReason.BadRow, RejectionReason.BadJson);
    }

    public static TheoryData<string> Marked =>
        [.. Good.Keys.Where(static name => name is not ("a.csv" or "a.json" or "a.ninjs"))];

    [Theory]
    [MemberData(nameof(Marked))]
    public async Task A_file_with_another_mark_is_told(string name) =>
        await Told(name, Encoding.UTF8.GetBytes($"hello {new string('x', 600)}"), "", RejectionReason.Corrupt,
            RejectionReason.Unsupported, RejectionReason.Truncated, RejectionReason.Empty);

    public static TheoryData<string, byte[], RejectionReason, string> Others => new()
    {
        { "wrong-column.csv", "id,body\n1,words\n"u8.ToArray(), RejectionReason.MissingText, "body" },
        { "wrong-field.jsonl", "{\"id\":1,\"body\":\"words\"}\n"u8.ToArray(), RejectionReason.MissingText,
            "--text-field" },
        {
            "wrong-field.json", Encoding.UTF8.GetBytes($"[{{\"id\":1,\"body\":\"{new string('x', 300)}\"}}]"),
            RejectionReason.MissingText, "--text-field"
        },
        {
            "wrong-column.parquet", File.ReadAllBytes("Parquet/samples/alltypes_plain.parquet"),
            RejectionReason.MissingText, "string_col"
        },
        { "number.jsonl", "{\"id\":1,\"text\":5}\n"u8.ToArray(), RejectionReason.MissingText, "" },
        { "encrypted.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], RejectionReason.Unsupported, "" },
        { "encrypted.zip", EncryptedZip(), RejectionReason.Unsupported, "encrypted" },
        { "pictures.pdf", WithoutText(), RejectionReason.Empty, "no text layer" },
        { "zeros.zip", ZipOf("a.txt", new byte[Zeros]), RejectionReason.Oversized, "" },
        { "zeros.docx", ZipOf("word/document.xml", new byte[Zeros]), RejectionReason.Oversized, "" },
        { "zeros.epub", ZipOf("META-INF/container.xml", new byte[Zeros]), RejectionReason.Oversized, "" },
        { "zeros.jsonl.gz", Packed.Gzip(new byte[Zeros]), RejectionReason.Oversized, "" },
        { "nested.zip", ZipOf("in.zip", ZipOf("a.txt", [65])), RejectionReason.Unsupported, "inside an archive" },
        { "nested.tar", TarOf("in.parquet"), RejectionReason.Unsupported, "inside an archive" },
        { "no-text.eml", "From: a@post.example\n\n"u8.ToArray(), RejectionReason.Empty, "" },
        { "no-text.html", "<html><script>a()</script></html>"u8.ToArray(), RejectionReason.Empty, "" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task What_else_may_be_wrong_is_told(
        string name, byte[] content, RejectionReason reason, string detail) =>
        await Told(name, content, detail, reason);

    [Fact]
    public async Task A_text_column_that_is_no_text_is_told() =>
        await Told(
            "a.parquet", File.ReadAllBytes("Parquet/samples/alltypes_plain.parquet"), "int_col",
            new SourceOptions { Formats = FormatRegistry.All, IdField = "id", TextField = "int_col" },
            [RejectionReason.MissingText, RejectionReason.Unsupported, RejectionReason.Corrupt]);

    private Task Told(string name, byte[] content, string detail, params RejectionReason[] reasons) => Told(
        name, content, detail, new SourceOptions { Formats = FormatRegistry.All, MaxDocumentBytes = 1 << 20 }, reasons);

    private async Task Told(
        string name, byte[] content, string detail, SourceOptions options, RejectionReason[] reasons)
    {
        string[] beside = [folder.Write("0.txt", "before"), folder.Write("z.txt", "behind")];
        string path = folder.Write(name, content);

        var read = await Collector.ReadAsync(options, folder.Root);

        Assert.Equal(beside, read.Ids.Where(id => beside.Contains(id)));
        Assert.NotEmpty(read.Rejected);
        Assert.All(read.Rejected, rejection =>
        {
            Assert.StartsWith(path, rejection.Origin.Source, StringComparison.Ordinal);
            Assert.Contains(rejection.Reason, reasons);
        });
        Assert.Contains(
            read.Rejected, rejection => (rejection.Detail ?? "").Contains(detail, StringComparison.Ordinal));
    }

    private static byte[] ZipOf(string name, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }

        return packed.ToArray();
    }

    // The bit that says so, in the header of the member and in the list at the end.
    private static byte[] EncryptedZip()
    {
        byte[] zip = ZipOf("a.txt", [65]);
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        return zip;
    }

    private static byte[] TarOf(string name) => WrittenPackings.Tar([(name, "PAR1PAR1PAR1")]);

    private static byte[] WithoutText()
    {
        using var builder = new PdfDocumentBuilder();
        builder.AddPage(PageSize.A4);
        return builder.Build();
    }
}
